using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Pinpush.Gateways.Http2;

/// <content>Reads frames and acts on them.</content>
internal sealed partial class Http2Connection
{
    /// <summary>A header block in its frames, and how many frames it may have.</summary>
    private const int LongestBlock = 64 * 1024, MostContinuations = 16;

    private const int LargestBody = 64 * 1024;

    private readonly HeaderReader reader = new();
    private readonly List<Http2Exchange> finished = []; // in the frames that were read together
    private byte[] block = []; // a header block whose end is in a CONTINUATION
    private int blockStream, blockFlags, continuations; // 0 when there is none
    private int unread = ReceiveWindow; // what the peer may still send

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

            Close(ErrorCode.NoError, "the gateway closed the connection");
        }
        catch (Http2Exception e)
        {
            Close(e.Code, "the gateway sent " + e.Message);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            Close(ErrorCode.NoError, "connection lost");
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

            if (!open.TryGetValue(frame.Stream, out var exchange))
            {
                return; // it had its time
            }

            if (exchange.Body.Length + data.Length > LargestBody)
            {
                WriteReset(frame.Stream, ErrorCode.Cancel);
                End(exchange, Fate.InDoubt, "an endless answer");
                finished.Add(exchange);
                return;
            }

            exchange.Body = exchange.Body.Length == 0 ? data.ToArray() : [.. exchange.Body, .. data];
            if (frame.Has(Frame.EndStream))
            {
                EndAnswered(exchange);
            }
        }
    }

    private void EndAnswered(Http2Exchange exchange)
    {
        if (!exchange.Unsent.IsEmpty)
        {
            WriteReset(exchange.Id, ErrorCode.NoError); // it answered before it had heard all
        }

        var said = exchange.Said;
        End(exchange, said.Status > 0 ? new(Fate.Answered, said.Status, "", said.ApnsId, said.RetryAfter, exchange.Body)
            : Http2Answer.Lost(Fate.InDoubt, "an answer without a status"));
        finished.Add(exchange);
    }

    private void TakeReset(Frame frame, int code)
    {
        AssertOurs(frame.Stream);
        lock (gate)
        {
            if (!open.TryGetValue(frame.Stream, out var exchange))
            {
                return;
            }

            if (code == (int)ErrorCode.RefusedStream)
            {
                End(exchange, Fate.LeftAlone, Word(code));
                Refused();
            }
            else
            {
                End(exchange, exchange.Unsent.IsEmpty ? Fate.InDoubt : Fate.Unwanted, Word(code));
            }

            finished.Add(exchange);
        }
    }

    private void TakeSettings(Frame frame, ReadOnlySpan<byte> payload)
    {
        if (frame.Has(Frame.Ack))
        {
            return;
        }

        if (payload.Length % 6 != 0)
        {
            throw new Http2Exception(ErrorCode.FrameSizeError, "broken settings");
        }

        lock (gate)
        {
            if (!settled.Task.IsCompleted)
            {
                peerStreams = MostStreams; // unless it says otherwise
            }

            for (; !payload.IsEmpty; payload = payload[6..])
            {
                var value = BinaryPrimitives.ReadUInt32BigEndian(payload[2..]);
                switch (BinaryPrimitives.ReadUInt16BigEndian(payload))
                {
                    case 3: // SETTINGS_MAX_CONCURRENT_STREAMS
                        (peerStreams, allowed) = ((int)Math.Min(value, MostStreams), int.MaxValue);
                        break;
                    case 4: // SETTINGS_INITIAL_WINDOW_SIZE, which moves the windows of open streams too
                        var change = value <= int.MaxValue ? (int)value - streamWindow
                            : throw new Http2Exception(ErrorCode.FlowControlError, "a window that is too large");
                        streamWindow += change;
                        foreach (var exchange in blocked)
                        {
                            exchange.Window = Sum(exchange.Window, change);
                        }

                        break;
                    default:
                        break; // about pushes of the peer's, or tables and frames that we keep below all limits
                }
            }

            Unblock();
            Acknowledge(FrameType.Settings, []);
        }

        settled.TrySetResult();
    }

    private void TakeGoAway(int last, int code, ReadOnlySpan<byte> debug)
    {
        var why = $"GOAWAY {Word(code)}{Reason(debug)}";
        lock (gate)
        {
            (isDraining, lastId) = (true, Math.Min(last, lastId));
            foreach (var exchange in open.Values.Where(e => e.Id > lastId).ToList())
            {
                End(exchange, Fate.LeftAlone, why);
                finished.Add(exchange);
            }
        }
    }

    private void TakeWindowUpdate(int id, int bytes)
    {
        if (bytes == 0)
        {
            throw Broken("a window that does not grow");
        }

        lock (gate)
        {
            if (id == 0)
            {
                sendWindow = Sum(sendWindow, bytes);
            }
            else if (open.TryGetValue(id, out var exchange))
            {
                exchange.Window = Sum(exchange.Window, bytes);
            }

            Unblock();
        }
    }

    private void Answered()
    {
        HasAnswered = true;
        allowed = allowed < peerStreams ? allowed + 1 : allowed; // what a refusal took comes back
    }

    // It takes fewer than it said. One that takes none is of no use.
    private void Refused()
    {
        isDraining |= open.Count == 0;
        allowed = Math.Max(1, open.Count);
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

    private static int Sum(int size, int change) => (long)size + change is var sum && sum <= int.MaxValue
        ? (int)sum : throw new Http2Exception(ErrorCode.FlowControlError, "a window that is too large");

    /// <summary>APNs says why it closes: <c>{"reason":"Shutdown"}</c>. A stranger's text, so only a word of it is taken.</summary>
    private static string Reason(ReadOnlySpan<byte> debug)
    {
        try
        {
            var json = new Utf8JsonReader(debug);
            return JsonElement.TryParseValue(ref json, out var value) && value.Value.ValueKind == JsonValueKind.Object
                && value.Value.TryGetProperty("reason", out var reason) && reason.ValueKind == JsonValueKind.String
                && reason.GetString() is { Length: <= 60 } word && word.All(char.IsAsciiLetterOrDigit) ? " " + word : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static Http2Exception Broken(string what) => new(ErrorCode.ProtocolError, what);
}
