namespace Pinpush.Audience;

/// <summary>The ids of one term. Many terms are nearly unique, so a single id is kept in place, without a bitmap.</summary>
internal struct IdSet
{
    private const int None = -1, Many = -2; // in place of a single id, in memory and in a file
    private int single = None;
    private Bitmap? many;

    public IdSet()
    {
    }

    public readonly bool IsEmpty => many is null ? single < 0 : many.Count == 0;

    public void Add(int id)
    {
        if (many is not null)
        {
            many.Add(id);
        }
        else if (single < 0 || single == id)
        {
            single = id;
        }
        else
        {
            many = new Bitmap();
            many.Add(single);
            many.Add(id);
        }
    }

    public void Remove(int id)
    {
        if (many is not null)
        {
            many.Remove(id);
        }
        else if (single == id)
        {
            single = None;
        }
    }

    public void RemoveAll(Bitmap ids)
    {
        if (many is not null)
        {
            many.AndNotWith(ids);
        }
        else if (ids.Contains(single))
        {
            single = None;
        }
    }

    public readonly void AddTo(Bitmap union)
    {
        if (many is not null)
        {
            union.OrWith(many);
        }
        else if (single >= 0)
        {
            union.Add(single);
        }
    }

    public readonly void Write(BinaryWriter writer)
    {
        writer.Write(many is null ? single : Many);
        if (many is not null)
        {
            AudienceIndex.Write(writer, many);
        }
    }

    public static IdSet Read(BinaryReader reader)
    {
        var first = reader.ReadInt32();
        return first == Many ? new IdSet { many = AudienceIndex.ReadBitmap(reader) } : new IdSet { single = first };
    }
}
