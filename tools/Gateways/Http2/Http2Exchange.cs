using System.Threading.Tasks.Sources;

namespace Pinpush.Gateways.Http2;

/// <summary>One request and its answer: a place for a stream, then the stream. Guarded by its connection.</summary>
/// <param name="inWindow">It holds a place in the window.</param>
internal sealed class Http2Exchange(Http2Connection connection, bool inWindow) : IValueTaskSource<Http2Answer>
{
    private ManualResetValueTaskSourceCore<Http2Answer> source; // its continuation runs where the answer was read: it has to be short
    private Http2Answer answer;

    public Http2Connection Connection => connection;

    public bool InWindow => inWindow;

    /// <summary>It is a place that was neither used nor given back.</summary>
    public bool IsReserved { get; set; } = true;

    /// <summary>It gave up its place in the window.</summary>
    public bool IsOverdue { get; set; }

    /// <summary>0 until it is sent.</summary>
    public int Id { get; set; }

    /// <summary>When it was sent, by the monotonic clock.</summary>
    public long SentAt { get; set; }

    /// <summary>What the peer's windows did not let through yet.</summary>
    public ReadOnlyMemory<byte> Unsent { get; set; }

    /// <summary>How many more bytes of a body the peer takes on this stream.</summary>
    public int Window { get; set; }

    /// <summary>The request is whole when so many bytes of the connection have left.</summary>
    public long End { get; set; } = long.MaxValue;

    /// <summary>Its last frame is written: it has left, or leaves with the next write.</summary>
    public bool IsWhole => End < long.MaxValue;

    public HeaderReader.Said Said { get; set; }

    public byte[] Body { get; set; } = [];

    /// <summary>Bytes of DATA that came, padding included.</summary>
    public int Received { get; set; }

    public ValueTask<Http2Answer> Task => new(this, source.Version);

    /// <summary>Notes the answer. <see cref="Finish"/> hands it out.</summary>
    public void Answer(Http2Answer said) => answer = said;

    /// <summary>Hands out the answer, outside of all locks.</summary>
    public void Finish() => source.SetResult(answer);

    Http2Answer IValueTaskSource<Http2Answer>.GetResult(short token) => source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<Http2Answer>.GetStatus(short token) => source.GetStatus(token);

    void IValueTaskSource<Http2Answer>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        source.OnCompleted(continuation, state, token, flags);
}
