namespace Pinpush.Bench.Gateway;

/// <summary>How a gateway for benchmarks runs.</summary>
internal sealed record GatewaySettings
{
    /// <summary>Folder of the simulators' authority, which issues the certificate; null for HTTP/2 in clear text.</summary>
    public string? AuthorityFolder { get; init; }

    /// <summary>Requests that one connection may have open; one more is refused with <c>REFUSED_STREAM</c>.</summary>
    public required int Streams { get; init; }

    /// <summary>From a request's end to its answer, in milliseconds. An answer is up to a millisecond late, never early.</summary>
    public int Delay { get; init; }

    /// <summary>Answers as FCM does, with a body, and tells pushes apart by their bodies; else as APNs, by their paths.</summary>
    public bool Fcm { get; init; }
}
