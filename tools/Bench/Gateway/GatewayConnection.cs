using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;

namespace Pinpush.Bench.Gateway;

/// <summary>One client's connection: a thread of its own reads, and answers what is due at once; the gateway's clock answers the rest.</summary>
/// <remarks>
/// Just enough of HTTP/2 to be quick: header blocks are not decompressed, priorities and a stream's window are passed over. Whatever breaks the
/// form of a frame ends the connection.
/// </remarks>
internal sealed class GatewayConnection(Stream stream, Socket socket, GatewaySettings settings, GatewayTally tally)
{
    private const int Preface = 24, FrameHeader = 9, LargestFrame = 16 * 1024, Enough = 16 * 1024;

    private readonly Lock gate = new();
    private readonly long delay = settings.Delay * Stopwatch.Frequency / 1000;
    private readonly Dictionary<int, OpenRequest> open = [];
    private readonly Queue<OpenRequest> due = new(); // in the order of their time, as all wait equally long
    private readonly List<OpenRequest> silent = [];
    private readonly Stack<OpenRequest> spare = new();
    private readonly AnswerBuffer answers = new();
    private List<Arrival> arrivals = [];
    private OpenRequest? continued;
    private long window = ushort.MaxValue; // of the client, for bodies
    private int read; // of our window

    public bool IsOver { get; private set; }

    public int Refused { get; private set; }

    /// <summary>Reads until the client leaves.</summary>
    public void Run()
    {
        try
        {
            lock (gate)
            {
                answers.Settings(settings.Streams);
                Flush();
            }

            var buffer = new byte[4 * (LargestFrame + FrameHeader)];
            for (int length = 0, got, begin = Preface; (got = stream.Read(buffer, length, buffer.Length - length)) > 0;)
            {
                length += got;
                if (begin <= length)
                {
                    var used = begin + Take(buffer.AsSpan(begin, length - begin));
                    buffer.AsSpan(used, length - used).CopyTo(buffer);
                    (length, begin) = (length - used, 0);
                }
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ObjectDisposedException)
        {
            // The client has gone, or sent what is not HTTP/2.
        }
        finally
        {
            lock (gate)
            {
                IsOver = true;
                tally.Closed(open.Count);
            }

            stream.Dispose();
        }
    }

    /// <summary>Answers what is due by now.</summary>
    public void AnswerDue()
    {
        lock (gate)
        {
            Answer(Stopwatch.GetTimestamp());
            Flush();
        }
    }

    /// <summary>Answers what was never to be answered.</summary>
    public void AnswerSilent()
    {
        lock (gate)
        {
            silent.ForEach(due.Enqueue);
            silent.Clear();
        }

        AnswerDue();
    }

    /// <summary>What arrived since it was last forgotten.</summary>
    public IReadOnlyList<Arrival> Arrivals()
    {
        lock (gate)
        {
            return [.. arrivals];
        }
    }

    public void Forget()
    {
        lock (gate)
        {
            (arrivals, Refused) = ([], 0);
        }
    }

    /// <returns>How many bytes were whole frames.</returns>
    private int Take(ReadOnlySpan<byte> bytes)
    {
        var (used, now) = (0, Stopwatch.GetTimestamp());
        lock (gate)
        {
            for (int whole; bytes.Length - used >= FrameHeader; used += whole)
            {
                var length = BinaryPrimitives.ReadInt32BigEndian(bytes[used..]) >>> 8;
                whole = FrameHeader + length;
                if (length > LargestFrame)
                {
                    throw new InvalidDataException("A frame is too long.");
                }

                if (bytes.Length - used < whole)
                {
                    break;
                }

                Take((FrameType)bytes[used + 3], (FrameFlags)bytes[used + 4], BinaryPrimitives.ReadInt32BigEndian(bytes[(used + 5)..]) & int.MaxValue,
                    bytes.Slice(used + FrameHeader, length), now);
            }

            Answer(now);
            if (answers.Length > Enough || socket.Available == 0) // else more comes at once, and is answered with the same write
            {
                Flush();
            }
        }

        return used;
    }

    private void Take(FrameType type, FrameFlags flags, int id, ReadOnlySpan<byte> payload, long now)
    {
        switch (type)
        {
            case FrameType.Headers:
                Headers(flags, id, Inner(flags, payload), now);
                break;
            case FrameType.Continuation when continued is { } request:
                request.AddHeaders(payload, settings.Fcm);
                Headed(request, flags, now);
                break;
            case FrameType.Data:
                Body(flags, id, payload, now);
                break;
            case FrameType.ResetStream when open.Remove(id, out var request):
                request.IsGone = true; // whoever comes upon it in its queue drops it
                tally.Closed(1);
                break;
            case FrameType.Settings when !flags.HasFlag(FrameFlags.EndStreamOrAck):
                answers.SettingsTaken();
                break;
            case FrameType.Ping when !flags.HasFlag(FrameFlags.EndStreamOrAck) && payload.Length == 8:
                answers.Pong(payload);
                break;
            case FrameType.WindowUpdate when id == 0 && payload.Length == 4:
                window += BinaryPrimitives.ReadInt32BigEndian(payload) & int.MaxValue;
                break;
        }
    }

    private void Headers(FrameFlags flags, int id, ReadOnlySpan<byte> block, long now)
    {
        if (!open.TryGetValue(id, out var request)) // else these are trailers
        {
            if (open.Count >= settings.Streams)
            {
                Refused++;
                answers.Refuse(id);
                return;
            }

            request = (spare.TryPop(out var used) ? used : new OpenRequest()).For(id);
            open.Add(id, request);
            tally.Opened();
        }

        request.EndsWithHeaders = flags.HasFlag(FrameFlags.EndStreamOrAck);
        request.AddHeaders(block, settings.Fcm);
        Headed(request, flags, now);
    }

    private void Headed(OpenRequest request, FrameFlags flags, long now)
    {
        continued = flags.HasFlag(FrameFlags.EndHeaders) ? null : request;
        if (continued is null && request.EndsWithHeaders)
        {
            Ended(request, now);
        }
    }

    private void Body(FrameFlags flags, int id, ReadOnlySpan<byte> payload, long now)
    {
        if ((read += payload.Length) > int.MaxValue / 2)
        {
            answers.WindowUpdate(read);
            read = 0;
        }

        if (open.TryGetValue(id, out var request))
        {
            if (settings.Fcm)
            {
                request.AddBody(Inner(flags & ~FrameFlags.Priority, payload));
            }

            if (flags.HasFlag(FrameFlags.EndStreamOrAck))
            {
                Ended(request, now);
            }
        }
    }

    private void Ended(OpenRequest request, long now)
    {
        arrivals.Add(new Arrival(request.Hash, now));
        request.Due = now + delay;
        if (tally.IsSilent())
        {
            silent.Add(request);
        }
        else
        {
            due.Enqueue(request);
        }
    }

    private void Answer(long now)
    {
        var answered = 0;
        while (due.TryPeek(out var request) && request.Due <= now && (request.IsGone || !settings.Fcm || window >= AnswerBuffer.FcmBodyLength))
        {
            due.Dequeue();
            if (!request.IsGone)
            {
                answered++;
                open.Remove(request.Stream);
                if (settings.Fcm)
                {
                    window -= AnswerBuffer.FcmBodyLength;
                    answers.FcmAnswer(request.Stream);
                }
                else
                {
                    answers.ApnsAnswer(request.Stream, request.Id);
                }
            }

            spare.Push(request);
        }

        if (answered > 0)
        {
            tally.Closed(answered);
        }
    }

    private void Flush()
    {
        try
        {
            if (answers.Length > 0 && !IsOver)
            {
                stream.Write(answers.Written);
            }
        }
        catch (IOException)
        {
            // The client has gone; the reading thread sees it too, and ends the connection.
        }

        answers.Clear();
    }

    /// <summary>Without the padding and the priority that a frame may have around its content.</summary>
    private static ReadOnlySpan<byte> Inner(FrameFlags flags, ReadOnlySpan<byte> payload)
    {
        var padded = flags.HasFlag(FrameFlags.Padded);
        var (before, after) = ((padded ? 1 : 0) + (flags.HasFlag(FrameFlags.Priority) ? 5 : 0), padded && payload.Length > 0 ? payload[0] : 0);
        return before + after <= payload.Length ? payload[before..^after] : throw new InvalidDataException("A frame's padding is longer than the frame.");
    }
}
