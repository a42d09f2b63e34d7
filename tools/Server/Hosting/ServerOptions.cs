namespace Pinpush.Server.Hosting;

/// <summary>How one server runs. Every path is created when it is missing.</summary>
public sealed record ServerOptions
{
    /// <summary>Where to listen, e.g. <c>http://127.0.0.1:8787</c> or, with a certificate, <c>https://10.0.0.5:8787</c>; port 0 takes a free one.</summary>
    public required Uri Url { get; init; }

    /// <summary>Whether it may listen where other machines reach it, though nothing is encrypted: in a network that is trusted, behind a TLS proxy.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>PEM file of the certificate that <c>https://</c> shows, followed by those that signed it; read at start.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file of its private key; null when <see cref="CertificateFile"/> has it too.</summary>
    public string? CertificateKeyFile { get; init; }

    /// <summary>Folder of all data. One server at a time holds it.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Shared-credentials file with the keys that may call. Default: <c>credentials</c> in the data folder, made with a random key.</summary>
    public string? CredentialsFile { get; init; }

    /// <summary>File with the key that encrypts channel credentials at rest. Default: in the user's configuration folder.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Of <see cref="Losses"/>: what the server goes on without if it is lost. Nothing else that is lost lets it start.</summary>
    public IReadOnlyCollection<string> AcceptedLosses { get; init; } = [];

    /// <summary>APNs gateway; null means Apple's. On loopback it may be <c>http://</c>.</summary>
    public Uri? ApnsGateway { get; init; }

    /// <summary>APNs gateway for development builds; null means the same as <see cref="ApnsGateway"/>, or Apple's when that is null too.</summary>
    public Uri? ApnsSandboxGateway { get; init; }

    /// <summary>
    /// Where a channel with a client certificate reaches an APNs gateway that is <c>http://</c>, and the PEM file of its authority: certificates exist in TLS
    /// alone. Null when no gateway is.
    /// </summary>
    public (Uri Gateway, string CaFile)? ApnsOfCertificates { get; init; }

    /// <summary>FCM gateway; null means Google's. On loopback it may be <c>http://</c>.</summary>
    public Uri? FcmGateway { get; init; }

    /// <summary>OAuth 2 token endpoint for FCM; null means Google's.</summary>
    public Uri? FcmTokenUri { get; init; }

    /// <summary>PEM file of the certificate authority that signed the gateways' certificates; null means the system's trust.</summary>
    public string? GatewayCaFile { get; init; }

    /// <summary>JSON of what the simulators received, for one device token or for all; null when there are no simulators.</summary>
    public Func<string?, CancellationToken, Task<byte[]>>? Inbox { get; init; }

    /// <summary>The account in every ARN: 12 digits.</summary>
    public string AccountId { get; init; } = "000000000000";

    /// <summary>A scheduled campaign that is due longer than this while the server was down is recorded as missed, not sent.</summary>
    public TimeSpan MissedAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What is logged, on standard error: entries of this level and above.</summary>
    public LogDetail LogDetail { get; init; } = LogDetail.Information;

    /// <summary>The log's lines are JSON objects.</summary>
    public bool LogsJson { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
