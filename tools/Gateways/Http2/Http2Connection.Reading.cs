using System.Buffers.Binary;

namespace Pinpush.Gateways.Http2;

/// <content>Reads frames, and the answers in them.</content>
internal sealed partial class Http2Connection
{
    /// <summary>A header block in its frames, and how many frames it may have.</summary>
    private const int LongestBlock = 64 * 1024, MostContinuations = 16;

    /// <summary>Of an answer's body, and of data for streams that have ended, between two answers.</summary>
    private const int LargestBody = 32 * 1024, MostStrayed = 1024 * 1024;

    private readonly HeaderReader reader = new();
    private readonly List<Http2Exchange> finished = []; // in the frames that were read together
    private byte[] block = []; // a header block whose end is in a CONTINUATION
    private int blockStream, blockFlags, continuations; // 0 when there is none
    private int unread = ReceiveWindow; // what the peer may still send
    private int strayed;

    private async Task ReadAllAsync()
    {
        var (buffer, length) = (new byte[64 * 1024], 0);
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer.AsMemory(length))) > 0;)
            {
                length += read;
                var used = Take(buffer.AsSpan(0, length));
                buffer.AsSpan(used, length - used).CopyTo(buffer);
                length -= used;
            }

            Close(ErrorCode.NoError, "ConnectionClosed");
        }
        catch (Http2Exception e)
        {
            Close(e.Code, e.Code.ToString());
        }
        catch (Exception) // the edge of a connection: whatever TLS makes of the peer's bytes, nobody reads on
        {
            Close(ErrorCode.NoError, "ConnectionLost");
        }
    }

    /// <summary>Acts on all whole frames; gives their length.</summary>
    private int Take(ReadOnlySpan<byte> bytes)
    {
        var used = 0;
        try
        {
            while (bytes.Length - used >= Frame.HeaderSize)
            {
                var frame = Frame.Read(bytes[used..]);
                if (frame.Length > Frame.MostBytes)
                {
                    throw new Http2Exception(ErrorCode.FrameSizeError, "a frame that is too large");
                }

                if (bytes.Length - used < Frame.HeaderSize + frame.Length)
                {
                    break;
                }

                Take(frame, bytes.Slice(used + Frame.HeaderSize, frame.Length));
                used += Frame.HeaderSize + frame.Length;
            }
        }
        finally
        {
            lock (gate)
            {
                readAt = time.GetTimestamp();
                Flush();
            }

            foreach (var exchange in finished)
            {
                exchange.Finish();
            }

            finished.Clear();
        }

        CloseIfUnused();
        changed();
        return used;
    }

    private void Take(Frame frame, ReadOnlySpan<byte> payload)
    {
        if (blockStream != 0 && (frame.Type != FrameType.Continuation || frame.Stream != blockStream))
        {
            throw Broken("a header block without its end");
        }

        if (!settled.Task.IsCompleted && frame.Type != FrameType.Settings)
        {
            throw Broken("something else than HTTP/2");
        }

        switch (frame.Type)
        {
            case FrameType.Headers:
                TakeHeaders(frame, Unpadded(frame, payload, frame.Has(Frame.HasPriority) ? 5 : 0));
                break;
            case FrameType.Continuation when blockStream != 0:
                TakeHeaders(frame, payload);
                break;
            case FrameType.Data:
                TakeData(frame, payload);
                break;
            case FrameType.ResetStream:
                TakeReset(frame, Number(payload));
                break;
            case FrameType.Settings when frame.Stream == 0:
                TakeSettings(frame, payload);
                break;
            case FrameType.Ping when frame.Stream == 0 && payload.Length == 8:
                lock (gate)
                {
                    if (frame.Has(Frame.Ack))
                    {
                        askedAt = 0;
                    }
                    else
                    {
                        Acknowledge(FrameType.Ping, payload);
                    }
                }

                break;
            case FrameType.GoAway when frame.Stream == 0 && payload.Length >= 8:
                TakeGoAway(Number(payload[..4]) & int.MaxValue, Number(payload[4..8]), payload[8..]);
                break;
            case FrameType.WindowUpdate:
                TakeWindowUpdate(frame.Stream, Number(payload) & int.MaxValue);
                break;
            case FrameType.Continuation or FrameType.PushPromise or FrameType.Settings or FrameType.Ping or FrameType.GoAway:
                throw Broken($"a {frame.Type} that has no place here");
            default:
                break; // PRIORITY, and what a later version may bring
        }
    }

    private void TakeHeaders(Frame frame, ReadOnlySpan<byte> payload)
    {
        if (frame.Type == FrameType.Headers)
        {
            AssertOurs(frame.Stream);
            if (frame.Has(Frame.EndHeaders))
            {
                Act(frame.Stream, reader.Read(payload), frame.Has(Frame.EndStream));
                return;
            }

            (blockStream, blockFlags, continuations, block) = (frame.Stream, frame.Flags, 0, []);
        }

        if (block.Length + payload.Length > LongestBlock || ++continuations > MostContinuations)
        {
            throw new Http2Exception(ErrorCode.EnhanceYourCalm, "headers that do not end");
        }

        block = [.. block, .. payload];
        if (frame.Has(Frame.EndHeaders))
        {
            var (whole, id) = (block, blockStream);
            (block, blockStream) = ([], 0);
            Act(id, reader.Read(whole), (blockFlags & Frame.EndStream) != 0);
        }
    }

    private void Act(int id, HeaderReader.Said said, bool isLast)
    {
        lock (gate)
        {
            if (!open.TryGetValue(id, out var exchange))
            {
                return; // it had its time
            }

            if (said.Status >= 200 && exchange.Said.Status == 0)
            {
                exchange.Said = said;
                Answered();
            }

            if (isLast)
            {
                EndAnswered(exchange);
            }
        }
    }

    private void TakeData(Frame frame, ReadOnlySpan<byte> payload)
    {
        AssertOurs(frame.Stream);
        var data = Unpadded(frame, payload, 0);
        lock (gate)
        {
            if ((unread -= payload.Length) < 0)
            {
                throw new Http2Exception(ErrorCode.FlowControlError, "more than its window");
            }

            if (unread < ReceiveWindow / 2)
            {
                WriteWindowUpdate(ReceiveWindow - unread);
                unread = ReceiveWindow;
            }

            if (!open.TryGetValue(frame.Stream, out var exchange)) // it had its time
            {
                if ((strayed += payload.Length) > MostStrayed)
                {
                    throw new Http2Exception(ErrorCode.EnhanceYourCalm, "a flood of DATA");
                }

                return;
            }

            exchange.Received += payload.Length; // padding included
            if (exchange.Received > StreamReceiveWindow || exchange.Body.Length + data.Length > LargestBody)
            {
                WriteReset(frame.Stream, ErrorCode.Cancel);
                End(exchange, Fate.InDoubt, "EndlessAnswer");
                finished.Add(exchange);
                return;
            }

            if (!data.IsEmpty)
            {
                exchange.Body = [.. exchange.Body, .. data];
            }

            if (frame.Has(Frame.EndStream))
            {
                EndAnswered(exchange);
            }
        }
    }

    private void EndAnswered(Http2Exchange exchange)
    {
        if (!exchange.IsWhole)
        {
            WriteReset(exchange.Id, ErrorCode.NoError); // it answered before it had heard all
        }

        var said = exchange.Said;
        End(exchange, said.Status > 0 ? new(Fate.Answered, said.Status, "", said.ApnsId, said.RetryAfter, exchange.Body)
            : Http2Answer.Lost(Fate.InDoubt, "NoStatus"));
        finished.Add(exchange);
    }

    private void AssertOurs(int id)
    {
        if ((id & 1) == 0 || id >= nextId)
        {
            throw Broken("a stream that nobody opened");
        }
    }

    private static ReadOnlySpan<byte> Unpadded(Frame frame, ReadOnlySpan<byte> payload, int skipped)
    {
        var (before, after) = frame.Has(Frame.Padded) && !payload.IsEmpty ? (1 + skipped, payload[0]) : (skipped, frame.Has(Frame.Padded) ? 1 : 0);
        return before + after <= payload.Length ? payload[before..^after] : throw Broken("more padding than frame");
    }

    private static int Number(ReadOnlySpan<byte> payload) =>
        payload.Length == 4 ? BinaryPrimitives.ReadInt32BigEndian(payload) : throw new Http2Exception(ErrorCode.FrameSizeError, "a frame of the wrong size");

    private static Http2Exception Broken(string what) => new(ErrorCode.ProtocolError, what);
}
