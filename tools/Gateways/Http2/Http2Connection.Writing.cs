using System.Buffers;
using System.Buffers.Binary;

namespace Pinpush.Gateways.Http2;

/// <content>Writes frames. Those of many requests leave together: while one write is under way, others gather.</content>
internal sealed partial class Http2Connection
{
    /// <summary>What the peer may send ahead of our saying that we read it: on the connection, and on one stream, as HTTP/2 begins.</summary>
    private const int ReceiveWindow = 1024 * 1024, StreamReceiveWindow = 65_535;

    private const int MostAcknowledgements = 10_000;

    /// <summary>Bytes that may wait behind a write before new requests go elsewhere: more than all streams together need.</summary>
    private const int MostGathered = 8 * 1024 * 1024;

    private const int LeastGathered = 16 * 1024;

    private static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    private readonly Queue<Http2Exchange> blocked = []; // whose bodies wait for the peer's windows, in their order
    private byte[] gathered = [], leaving = []; // of the pool, lent while something is written
    private int gatheredLength;
    private long writingSince; // by the monotonic clock
    private long begun, queued; // bytes that were handed to the network, or may have been, and bytes in all
    private bool isWriting, closesAfter;
    private int sendWindow = 65_535, streamWindow = 65_535; // what the peer takes, as HTTP/2 begins
    private bool hasSentHeaders;
    private int acknowledgements; // of the peer's own frames, that wait to leave

    private void Greet()
    {
        lock (gate)
        {
            Preface.CopyTo(Room(Preface.Length));
            Span<byte> settings = stackalloc byte[12];
            BinaryPrimitives.WriteUInt16BigEndian(settings, 2); // SETTINGS_ENABLE_PUSH
            BinaryPrimitives.WriteUInt32BigEndian(settings[2..], 0);
            BinaryPrimitives.WriteUInt16BigEndian(settings[6..], 6); // SETTINGS_MAX_HEADER_LIST_SIZE
            BinaryPrimitives.WriteUInt32BigEndian(settings[8..], Frame.MostBytes);
            Write(new(settings.Length, FrameType.Settings, 0, 0), settings);
            WriteWindowUpdate(ReceiveWindow - 65_535);
            Flush();
        }
    }

    private void WriteHeaders(int id, ReadOnlySpan<byte> headers)
    {
        if (!hasSentHeaders)
        {
            hasSentHeaders = true;
            var first = new byte[headers.Length + 1];
            first[0] = 0x20; // our table has no entries: told once, so that no limit of the peer's is above it
            headers.CopyTo(first.AsSpan(1));
            headers = first;
        }

        var type = FrameType.Headers;
        do
        {
            var part = headers[..Math.Min(headers.Length, Frame.MostBytes)];
            headers = headers[part.Length..];
            Write(new(part.Length, type, headers.IsEmpty ? Frame.EndHeaders : (byte)0, id), part);
            type = FrameType.Continuation;
        }
        while (!headers.IsEmpty);
    }

    /// <summary>Writes as much of the body as the peer's windows let through; true when all of it has been.</summary>
    private bool TryWriteBody(Http2Exchange exchange)
    {
        do
        {
            var length = Math.Min(Math.Min(exchange.Unsent.Length, Frame.MostBytes), Math.Min(sendWindow, exchange.Window));
            if (length <= 0 && !exchange.Unsent.IsEmpty)
            {
                return false;
            }

            var part = exchange.Unsent.Span[..length];
            exchange.Unsent = exchange.Unsent[length..];
            sendWindow -= length;
            exchange.Window -= length;
            Write(new(length, FrameType.Data, exchange.Unsent.IsEmpty ? Frame.EndStream : (byte)0, exchange.Id), part);
        }
        while (!exchange.Unsent.IsEmpty);
        exchange.End = queued;
        return true;
    }

    private void Block(Http2Exchange exchange)
    {
        if (blocked.Count >= 2 * MostStreams) // most of them have ended
        {
            for (var left = blocked.Count; left > 0; left--)
            {
                if (blocked.Dequeue() is var one && open.ContainsKey(one.Id))
                {
                    blocked.Enqueue(one);
                }
            }
        }

        blocked.Enqueue(exchange);
    }

    /// <summary>The peer's windows have grown: who waited goes on.</summary>
    private void Unblock()
    {
        for (var left = blocked.Count; left > 0 && sendWindow > 0; left--)
        {
            var exchange = blocked.Dequeue();
            if (open.ContainsKey(exchange.Id) && !TryWriteBody(exchange))
            {
                blocked.Enqueue(exchange);
            }
        }
    }

    private void WriteReset(int id, ErrorCode code) => WriteNumber(FrameType.ResetStream, id, (int)code);

    private void WriteWindowUpdate(int bytes) => WriteNumber(FrameType.WindowUpdate, 0, bytes);

    private void WritePing() => Write(new(8, FrameType.Ping, 0, 0), "pinpush?"u8);

    private void WriteGoAway(ErrorCode code)
    {
        Span<byte> payload = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(payload[4..], (int)code);
        Write(new(payload.Length, FrameType.GoAway, 0, 0), payload);
    }

    /// <summary>Answers a frame of the peer's own; one that sends them faster than it reads loses the connection.</summary>
    private void Acknowledge(FrameType type, ReadOnlySpan<byte> payload)
    {
        if (++acknowledgements > MostAcknowledgements)
        {
            throw new Http2Exception(ErrorCode.EnhanceYourCalm, "a flood of " + type);
        }

        Write(new(payload.Length, type, Frame.Ack, 0), payload);
    }

    private void WriteNumber(FrameType type, int id, int number)
    {
        Span<byte> payload = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(payload, number);
        Write(new(payload.Length, type, 0, id), payload);
    }

    private void Write(Frame frame, ReadOnlySpan<byte> payload)
    {
        var room = Room(Frame.HeaderSize + payload.Length);
        frame.Write(room);
        payload.CopyTo(room[Frame.HeaderSize..]);
    }

    private Span<byte> Room(int bytes)
    {
        if (gatheredLength + bytes > gathered.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(LeastGathered, (gatheredLength + bytes) * 2));
            gathered.AsSpan(0, gatheredLength).CopyTo(larger);
            GiveBack(ref gathered);
            gathered = larger;
        }

        gatheredLength += bytes;
        queued += bytes;
        return gathered.AsSpan(gatheredLength - bytes, bytes);
    }

    private static void GiveBack(ref byte[] lent)
    {
        if (lent.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(lent);
            lent = [];
        }
    }

    /// <summary>What was not handed to the network never is.</summary>
    private void DropGathered() => (queued, gatheredLength) = (queued - gatheredLength, 0);

    private void Flush(bool thenClose = false)
    {
        closesAfter |= thenClose;
        if (!isWriting && (gatheredLength > 0 || closesAfter))
        {
            (isWriting, writingSince) = (true, time.GetTimestamp());
            ThreadPool.UnsafeQueueUserWorkItem(static connection => _ = connection.WriteAllAsync(), this, preferLocal: false);
        }
    }

    private async Task WriteAllAsync()
    {
        try
        {
            while (true)
            {
                int length;
                lock (gate)
                {
                    (length, acknowledgements) = (gatheredLength, 0);
                    if (length == 0)
                    {
                        isWriting = false;
                        GiveBack(ref gathered);
                        GiveBack(ref leaving);
                        break;
                    }

                    (gathered, leaving, gatheredLength, begun, writingSince) = (leaving, gathered, 0, queued, time.GetTimestamp());
                }

                await stream.WriteAsync(leaving.AsMemory(0, length));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            Close(ErrorCode.NoError, "ConnectionLost");
            closesAfter = true;
        }

        if (closesAfter)
        {
            await stream.DisposeAsync();
        }
    }
}
