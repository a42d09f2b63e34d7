using System.Buffers.Binary;

namespace Pinpush.Gateways.Http2;

/// <summary>The header of a frame.</summary>
/// <param name="Length">Of the payload, in bytes.</param>
/// <remarks>Source: RFC 9113, section 4.1.</remarks>
internal readonly record struct Frame(int Length, FrameType Type, byte Flags, int Stream)
{
    public const int HeaderSize = 9;

    /// <summary>The most that a peer may send and be sent unless it was told otherwise, which this client never does.</summary>
    public const int MostBytes = 16_384;

    public const byte EndStream = 0x1, Ack = 0x1, EndHeaders = 0x4, Padded = 0x8, HasPriority = 0x20;

    public bool Has(byte flag) => (Flags & flag) != 0;

    public static Frame Read(ReadOnlySpan<byte> header) => new(
        header[0] << 16 | header[1] << 8 | header[2], (FrameType)header[3], header[4], BinaryPrimitives.ReadInt32BigEndian(header[5..]) & int.MaxValue);

    public void Write(Span<byte> header)
    {
        BinaryPrimitives.WriteInt32BigEndian(header, Length << 8 | (byte)Type);
        header[4] = Flags;
        BinaryPrimitives.WriteInt32BigEndian(header[5..], Stream);
    }
}
