using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Pinpush.Bench.Gateway;

/// <summary>The frames that a gateway writes, gathered so that many leave with one write.</summary>
/// <remarks>Sources: RFC 9113, section 6; RFC 7541, sections 6.1 and 6.2.2.</remarks>
internal sealed class AnswerBuffer
{
    public const int IdLength = 36;

    private const int FrameHeader = 9;

    private static readonly byte[] FcmBody = """{"name":"projects/p/messages/1"}"""u8.ToArray();

    private byte[] bytes = new byte[64 * 1024];
    private long made;

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public int Length { get; private set; }

    /// <summary>What the body of an answer takes of the client's window, in bytes.</summary>
    public static int FcmBodyLength => FcmBody.Length;

    public void Clear() => Length = 0;

    /// <summary>Streams at once, no table for the client's headers, bodies of up to a megabyte; and a window for the connection that does not fill.</summary>
    public void Settings(int streams)
    {
        var settings = Frame(18, FrameType.Settings, 0, 0);
        Setting(settings, 3, streams); // SETTINGS_MAX_CONCURRENT_STREAMS
        Setting(settings[6..], 1, 0); // SETTINGS_HEADER_TABLE_SIZE
        Setting(settings[12..], 4, 1 << 20); // SETTINGS_INITIAL_WINDOW_SIZE
        WindowUpdate(int.MaxValue - ushort.MaxValue);
    }

    public void SettingsTaken() => Frame(0, FrameType.Settings, FrameFlags.EndStreamOrAck, 0);

    public void Pong(ReadOnlySpan<byte> ping) => ping.CopyTo(Frame(8, FrameType.Ping, FrameFlags.EndStreamOrAck, 0));

    /// <summary>For the connection: a stream's own window is larger than any push.</summary>
    public void WindowUpdate(int more) => BinaryPrimitives.WriteInt32BigEndian(Frame(4, FrameType.WindowUpdate, 0, 0), more);

    /// <summary><c>REFUSED_STREAM</c>: one stream too many.</summary>
    public void Refuse(int stream) => BinaryPrimitives.WriteInt32BigEndian(Frame(4, FrameType.ResetStream, 0, stream), 7);

    /// <summary>200 with an <c>apns-id</c>.</summary>
    /// <param name="id">Empty: one is made.</param>
    public void ApnsAnswer(int stream, ReadOnlySpan<byte> id)
    {
        // 88 = :status 200, from the static table; 00 = a header that is not indexed, its name behind a length, then its value
        ReadOnlySpan<byte> head = [0x88, 0x00, 7, .. "apns-id"u8, IdLength];
        var block = Frame(head.Length + IdLength, FrameType.Headers, FrameFlags.EndHeaders | FrameFlags.EndStreamOrAck, stream);
        head.CopyTo(block);
        if (id.Length == IdLength)
        {
            id.CopyTo(block[head.Length..]);
        }
        else
        {
            Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{++made:x12}"), block[head.Length..]);
        }
    }

    /// <summary>200 with a message's name.</summary>
    public void FcmAnswer(int stream)
    {
        Frame(1, FrameType.Headers, FrameFlags.EndHeaders, stream)[0] = 0x88;
        FcmBody.CopyTo(Frame(FcmBody.Length, FrameType.Data, FrameFlags.EndStreamOrAck, stream));
    }

    private static void Setting(Span<byte> at, short name, int value)
    {
        BinaryPrimitives.WriteInt16BigEndian(at, name);
        BinaryPrimitives.WriteInt32BigEndian(at[2..], value);
    }

    /// <returns>The place of the payload.</returns>
    private Span<byte> Frame(int length, FrameType type, FrameFlags flags, int stream)
    {
        if (Length + FrameHeader + length > bytes.Length)
        {
            Array.Resize(ref bytes, bytes.Length * 2);
        }

        var frame = bytes.AsSpan(Length, FrameHeader + length);
        Length += frame.Length;
        BinaryPrimitives.WriteInt32BigEndian(frame, length << 8);
        (frame[3], frame[4]) = ((byte)type, (byte)flags);
        BinaryPrimitives.WriteInt32BigEndian(frame[5..], stream);
        return frame[FrameHeader..];
    }
}
