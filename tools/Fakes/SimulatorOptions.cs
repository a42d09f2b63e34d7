namespace Pinpush.Fakes;

/// <summary>How a gateway simulator is set up. The defaults suit a laptop.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Folder of the certificate authority; made when missing. Simulators may share it.</summary>
    public required string AuthorityFolder { get; init; }

    /// <summary>
    /// Refuse what a real gateway would refuse for its form (tokens that are not hex, keys that are not registered,
    /// silent pushes with an alert) instead of accepting it with a remark in the inbox.
    /// </summary>
    public bool Strict { get; init; }

    /// <summary>
    /// Accept a well-formed assertion or provider token of a key that was not registered. Its signature cannot be
    /// checked, and the inbox says so. <see cref="Strict"/> overrides it.
    /// </summary>
    public bool TrustUnknownKeys { get; init; } = true;

    /// <summary>Loopback port for TLS; 0 takes a free one.</summary>
    public int TlsPort { get; init; }

    /// <summary>Loopback port for HTTP/2 without TLS (prior knowledge); 0 takes a free one.</summary>
    public int ClearPort { get; init; }

    /// <summary>Loopback port of the OAuth token endpoint, HTTP/1.1 without TLS, FCM only; 0 takes a free one.</summary>
    public int TokenPort { get; init; }

    /// <summary>HTTP/2 streams that one connection may have open. FCM allows 100; APNs has been seen with 500 and more.</summary>
    public int MaxStreams { get; init; } = 100;

    /// <summary>Time between a request's arrival and its answer, at least.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Where deliveries are kept; simulators may share one.</summary>
    public Inbox Inbox { get; init; } = new();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal bool TrustsUnknownKeys => TrustUnknownKeys && !Strict;
}
