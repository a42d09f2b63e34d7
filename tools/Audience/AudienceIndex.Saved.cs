using System.Runtime.InteropServices;

namespace Pinpush.Audience;

/// <summary>The index as bytes, so that a start need not read every endpoint.</summary>
public sealed partial class AudienceIndex
{
    /// <summary>Writes one moment of the index.</summary>
    /// <remarks>
    /// Format: the fields that are no attributes, which a later version may have more of; everyone, reachable (length and bitmap each); the minutes of the
    /// last updates (count, int32 each); then each field: name, number of values, each value with its ids.
    /// </remarks>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Read(() =>
        {
            writer.Write(EndpointTerms.Facts);
            Write(writer, everyone);
            Write(writer, reachable);
            writer.Write(activeAt.Length);
            writer.Write(MemoryMarshal.AsBytes(activeAt.AsSpan()));
            writer.Write(fields.Count);
            foreach (var (field, values) in fields)
            {
                writer.Write(field);
                writer.Write(values.Count);
                foreach (var (value, ids) in values)
                {
                    writer.Write(value);
                    ids.Write(writer);
                }
            }

            return true;
        });
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are not that, or of a version that knew other fields.</exception>
    /// <exception cref="EndOfStreamException">The bytes end too early.</exception>
    public static AudienceIndex Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (reader.ReadString() != EndpointTerms.Facts)
        {
            throw new InvalidDataException("It has other fields than segments ask for.");
        }

        var index = new AudienceIndex();
        index.everyone.OrWith(ReadBitmap(reader));
        index.reachable.OrWith(ReadBitmap(reader));
        index.activeAt = new int[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(index.activeAt.AsSpan()));
        for (var fields = reader.ReadInt32(); fields > 0; fields--)
        {
            var (name, count) = (reader.ReadString(), reader.ReadInt32());
            var values = index.fields[name] = new Dictionary<string, IdSet>(count, StringComparer.Ordinal);
            for (; count > 0; count--)
            {
                values[reader.ReadString()] = IdSet.Read(reader);
            }
        }

        return index;
    }

    /// <summary>Takes ids out without knowing what they were: one walk over all terms, for the changes that a saved index missed.</summary>
    public void Forget(Bitmap ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        lock (gate)
        {
            everyone.AndNotWith(ids);
            reachable.AndNotWith(ids);
            foreach (var values in fields.Values)
            {
                foreach (var value in values.Keys)
                {
                    ref var set = ref CollectionsMarshal.GetValueRefOrNullRef(values, value);
                    set.RemoveAll(ids);
                    if (set.IsEmpty)
                    {
                        values.Remove(value);
                    }
                }
            }
        }
    }

    internal static void Write(BinaryWriter writer, Bitmap bitmap)
    {
        var bytes = bitmap.ToBytes();
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    internal static Bitmap ReadBitmap(BinaryReader reader) => Bitmap.FromBytes(reader.ReadBytes(reader.ReadInt32()));
}
