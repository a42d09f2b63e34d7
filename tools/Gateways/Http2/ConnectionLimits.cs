namespace Pinpush.Gateways.Http2;

/// <summary>How a connection is used.</summary>
/// <param name="Timeout">For one request, from its first byte to its answer.</param>
/// <param name="Lifetime">After it the connection takes no more requests, so that changes of the gateway's addresses are seen.</param>
/// <param name="Worth">How many requests it is given at first; int.MaxValue is no limit. See <see cref="Http2Connection.Worth"/>.</param>
internal sealed record ConnectionLimits(TimeSpan Timeout, TimeSpan Lifetime, int Worth = int.MaxValue)
{
    /// <summary>A request without an answer for so long is overdue.</summary>
    public static readonly TimeSpan Overdue = TimeSpan.FromSeconds(1);

    /// <summary>A connection on which nothing arrives for so long, though something is awaited, is asked with a PING, and gets nothing new meanwhile.</summary>
    public static readonly TimeSpan Silent = TimeSpan.FromSeconds(2);

    /// <summary>One that does not answer the PING for so long is closed.</summary>
    public static readonly TimeSpan Deaf = TimeSpan.FromSeconds(5);

    /// <summary>A connection that was silent for so long is asked with a PING before it is used again.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromMinutes(1);

    /// <summary>A connection that nobody used for so long is closed; networks drop such connections without a word at about this age.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);
}
