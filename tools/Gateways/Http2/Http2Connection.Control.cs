using System.Buffers.Binary;
using System.Text.Json;

namespace Pinpush.Gateways.Http2;

/// <content>What the peer says about streams, windows and the connection.</content>
internal sealed partial class Http2Connection
{
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
                End(exchange, exchange.IsWhole ? Fate.InDoubt : Fate.Unwanted, Word(code));
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
                        peerStreams = (int)Math.Min(value, MostStreams);
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
        var why = $"GOAWAY:{Reason(debug) ?? Word(code)}";
        lock (gate)
        {
            isDraining = true;
            foreach (var exchange in open.Values.Where(e => e.Id > last).ToList())
            {
                End(exchange, Fate.LeftAlone, why);
                finished.Add(exchange);
                disowned++;
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
        (answered, strayed, refusals) = (answered + 1, 0, 0);
        allowed = allowed < peerStreams ? allowed + 1 : allowed; // what a refusal took comes back
    }

    // It takes fewer than it said. One that takes none, time after time, is of no use.
    private void Refused()
    {
        isDraining |= open.Count == 0 && ++refusals >= MostRefusals;
        allowed = Math.Max(1, open.Count);
    }

    private static int Sum(int size, int change) => (long)size + change is var sum && sum <= int.MaxValue
        ? (int)sum : throw new Http2Exception(ErrorCode.FlowControlError, "a window that is too large");

    /// <summary>APNs says why it closes: <c>{"reason":"Shutdown"}</c>. A stranger's text, so only a word of it is taken.</summary>
    private static string? Reason(ReadOnlySpan<byte> debug)
    {
        try
        {
            var json = new Utf8JsonReader(debug);
            return JsonElement.TryParseValue(ref json, out var value) && value.Value.ValueKind == JsonValueKind.Object
                && value.Value.TryGetProperty("reason", out var reason) && reason.ValueKind == JsonValueKind.String
                && reason.GetString() is { Length: > 0 and <= 60 } word && word.All(char.IsAsciiLetterOrDigit) ? word : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
