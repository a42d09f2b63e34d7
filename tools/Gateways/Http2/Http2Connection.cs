using System.Globalization;

namespace Pinpush.Gateways.Http2;

/// <summary>
/// One HTTP/2 connection for many small POSTs to one host. It knows of each request whether it can have been processed: what had not left whole, what
/// lies above the last stream of a GOAWAY and what was refused as REFUSED_STREAM was not.
/// </summary>
/// <remarks>
/// Source: RFC 9113. All that a peer can make this client keep is bounded: header blocks, bodies, frames, and answers to its own PING and SETTINGS. A
/// peer that breaks the protocol or a bound loses the connection.
/// </remarks>
internal sealed partial class Http2Connection : IAsyncDisposable
{
    /// <summary>Streams of a peer that allows many which only urgent pushes may use.</summary>
    private const int Spare = 4, Many = 50;

    /// <summary>As many as APNs allows; a peer that names no limit gets no more.</summary>
    private const int MostStreams = 1000;

    private const int MostRefusals = 32;

    private readonly Stream stream;
    private readonly ConnectionLimits limits;
    private readonly PushWindow window;
    private readonly TimeProvider time;
    private readonly Action changed;
    private readonly Lock gate = new();
    private readonly Dictionary<int, Http2Exchange> open = [];
    private readonly TaskCompletionSource settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long openedAt;
    private int reserved, nextId = 1;
    private int peerStreams = 100, allowed = int.MaxValue; // what the peer's SETTINGS say, and what it showed by refusing
    private int answered, disowned, refusals; // refusals: in a row, with nothing else on its way
    private long usedAt, readAt, askedAt; // by the monotonic clock; askedAt is 0 when no PING is out
    private bool isDraining, isStuck; // isStuck: one write takes too long
    private string? lost; // why it is closed

    private Http2Connection(Stream stream, ConnectionLimits limits, PushWindow window, TimeProvider time, Action changed)
    {
        (this.stream, this.limits, this.window, this.time, this.changed) = (stream, limits, window, time, changed);
        openedAt = usedAt = readAt = time.GetTimestamp();
    }

    /// <summary>It has answered a request.</summary>
    public bool HasAnswered => answered > 0;

    /// <summary>How many requests one connection of this peer is good for, if it said so by disowning those above; else int.MaxValue.</summary>
    public int Worth => disowned > 0 ? Math.Max(1, answered) : int.MaxValue;

    /// <summary>It takes no more requests, now or ever.</summary>
    public bool IsEnding => isDraining || lost is not null;

    /// <summary>It is closed.</summary>
    public bool IsLost => lost is not null;

    /// <summary>Requests on their way and places given out.</summary>
    public int Used => open.Count + reserved;

    /// <summary>The peer lets several requests be on their way, or has shown that it does not.</summary>
    public bool IsSettled => HasAnswered || peerStreams != 1 || askedAt != 0;

    /// <summary>How many requests may be on their way.</summary>
    /// <param name="isUrgent">See <see cref="TryReserve"/>.</param>
    public int Places(bool isUrgent)
    {
        var places = Math.Min(peerStreams, allowed);
        return isUrgent || places < Many ? places : places - Spare;
    }

    /// <summary>Speaks first and waits for the peer's settings.</summary>
    /// <param name="changed">Called, outside of all locks, when a place may have become free or the connection ends.</param>
    /// <exception cref="Http2Exception">The peer does not speak HTTP/2.</exception>
    /// <exception cref="IOException">The connection broke off.</exception>
    public static async Task<Http2Connection> OpenAsync(
        Stream stream, ConnectionLimits limits, PushWindow window, TimeProvider time, Action changed, CancellationToken cancellationToken)
    {
        var connection = new Http2Connection(stream, limits, window, time, changed);
        connection.Greet();
        _ = connection.ReadAllAsync(); // ends with the connection
        try
        {
            await connection.settled.Task.WaitAsync(cancellationToken);
            return connection;
        }
        catch
        {
            connection.Close(ErrorCode.NoError, "NoSettings");
            throw;
        }
    }

    /// <summary>A place for one request; null when there is none now.</summary>
    /// <param name="isUrgent">It may use the streams that are kept for such.</param>
    public Http2Exchange? TryReserve(bool isUrgent, bool inWindow)
    {
        lock (gate)
        {
            if (!Has(isUrgent))
            {
                return null;
            }

            if (open.Count == 0 && time.GetElapsedTime(readAt) > ConnectionLimits.Stale)
            {
                Ask(); // the network may have dropped it
                return null;
            }

            reserved++;
            return new Http2Exchange(this, inWindow);
        }
    }

    /// <summary>Whether a place seems to be free. More than the connection before it was worth are given out only when it has answered as many.</summary>
    public bool Has(bool isUrgent) => !IsEnding && askedAt == 0 && Used < Places(isUrgent) && gatheredLength < MostGathered
        && (answered >= limits.Worth || (nextId >> 1) + reserved < limits.Worth);

    /// <summary>Gives back a place, unless it was used or given back.</summary>
    public void Leave(Http2Exchange exchange)
    {
        Forget(exchange);
        changed();
    }

    /// <summary>The same, and tells nobody.</summary>
    public void Forget(Http2Exchange exchange)
    {
        lock (gate)
        {
            if (exchange.IsReserved)
            {
                (exchange.IsReserved, reserved) = (false, reserved - 1);
                Release(exchange);
            }
        }
    }

    /// <summary>Sends a request whose place <paramref name="exchange"/> is. The answer comes always, within the limit for one request.</summary>
    /// <param name="headers">A whole header block.</param>
    public ValueTask<Http2Answer> SendAsync(Http2Exchange exchange, ReadOnlySpan<byte> headers, ReadOnlyMemory<byte> body)
    {
        lock (gate)
        {
            (exchange.IsReserved, reserved) = (false, reserved - 1);
            if (IsEnding || open.Count >= peerStreams) // its limit may have shrunk since the place was given
            {
                Release(exchange);
                exchange.Answer(Http2Answer.Lost(Fate.LeftAlone, lost ?? "NoStream"));
                exchange.Finish();
                return exchange.Task;
            }

            (exchange.Id, exchange.SentAt, exchange.Window, exchange.Unsent) = (nextId, usedAt = time.GetTimestamp(), streamWindow, body);
            nextId += 2;
            isDraining |= nextId >= int.MaxValue - 2; // no more numbers
            open.Add(exchange.Id, exchange);
            WriteHeaders(exchange.Id, headers);
            if (!TryWriteBody(exchange))
            {
                Block(exchange);
            }

            Flush();
        }

        return exchange.Task;
    }

    /// <summary>Closes it; what is on its way has its outcome then.</summary>
    public ValueTask DisposeAsync()
    {
        Close(ErrorCode.NoError, "the sender was closed");
        return ValueTask.CompletedTask;
    }

    // The peer may have seen the whole request, or has it still to come.
    private bool HasLeft(Http2Exchange exchange) => exchange.End <= begun;

    private void Ask()
    {
        askedAt = time.GetTimestamp();
        WritePing();
        Flush();
    }

    private void End(Http2Exchange exchange, Fate fate, string cause) => End(exchange, Http2Answer.Lost(fate, cause));

    private void End(Http2Exchange exchange, Http2Answer answer)
    {
        open.Remove(exchange.Id);
        exchange.Unsent = default;
        Release(exchange);
        exchange.Answer(exchange.Said.Status > 0 && answer.Status == 0 // a known status is worth more than a broken body
            ? new(Fate.Answered, exchange.Said.Status, "", exchange.Said.ApnsId, exchange.Said.RetryAfter, []) : answer);
    }

    private void Release(Http2Exchange exchange)
    {
        if (exchange.InWindow)
        {
            window.Release(exchange.IsOverdue);
        }
    }

    /// <summary>Ends the connection and all that is on its way.</summary>
    private void Close(ErrorCode code, string why)
    {
        List<Http2Exchange> ended;
        lock (gate)
        {
            if (lost is not null)
            {
                return;
            }

            ended = [.. open.Values];
            foreach (var exchange in ended)
            {
                End(exchange, HasLeft(exchange) ? Fate.InDoubt : Fate.LeftAlone, why);
            }

            lost = why;
            DropGathered();
            WriteGoAway(code);
            Flush(thenClose: true);
            _ = AbandonAsync(); // has no exceptions
        }

        settled.TrySetException(new IOException(why));
        _ = settled.Task.Exception; // whoever waited for it may have given up
        ended.ForEach(e => e.Finish());
        changed();
    }

    private void CloseIfUnused()
    {
        bool isUnused;
        lock (gate)
        {
            isUnused = isDraining && Used == 0;
        }

        if (isUnused)
        {
            Close(ErrorCode.NoError, "Unused");
        }
    }

    // A peer that does not read must not keep it open.
    private async Task AbandonAsync()
    {
        await Task.Delay(ConnectionLimits.Deaf, time);
        await stream.DisposeAsync();
    }

    private static string Word(int code) => Enum.IsDefined((ErrorCode)code) ? ((ErrorCode)code).ToString() : code.ToString(CultureInfo.InvariantCulture);
}
