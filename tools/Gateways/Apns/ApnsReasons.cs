using Pinpush.Gateways.Senders;

namespace Pinpush.Gateways.Apns;

/// <summary>Every reason that APNs is documented to give, what it condemns, and what becomes of the push.</summary>
/// <remarks>Source: Apple, Handling notification responses from APNs.</remarks>
internal static class ApnsReasons
{
    /// <summary>What a refusal says something about.</summary>
    internal enum Scope
    {
        /// <summary>This push: another one may pass.</summary>
        Request,

        /// <summary>The device token.</summary>
        Token,

        /// <summary>The channel's credentials or settings: every push of it would fare the same.</summary>
        Credential,

        /// <summary>The connection or the gateway: a later push, or one over another connection, may pass.</summary>
        Connection,
    }

    internal enum Verdict { Rejected, TokenDead, Unsent }

    /// <param name="RetryAfter">With <see cref="Verdict.Unsent"/>: the least time to wait; null when a repeat may follow at once.</param>
    /// <param name="Advice">What is wrong and what would be right, for people.</param>
    internal sealed record Entry(int Status, Scope Scope, Verdict Verdict, TimeSpan? RetryAfter, string Advice);

    /// <summary>Apple: a new provider token at most every 20 minutes.</summary>
    private static readonly TimeSpan TokenPause = TimeSpan.FromMinutes(20);

    /// <summary>Apple: try a 5xx again after 15 minutes.</summary>
    private static readonly TimeSpan ServerPause = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan DevicePause = TimeSpan.FromMinutes(1);

    public static IReadOnlyDictionary<string, Entry> Table { get; } = new Dictionary<string, Entry>(StringComparer.Ordinal)
    {
        ["BadCollapseId"] = Refuse(400, Scope.Request, "The collapse id is longer than 64 bytes."),
        ["BadDeviceToken"] = Dead(400, "The device token is malformed or belongs to the other environment: sandbox and production tokens differ."),
        ["BadExpirationDate"] = Refuse(400, Scope.Request, "The expiration is not a time in Unix seconds."),
        ["BadMessageId"] = Refuse(400, Scope.Request, "The apns-id is not a lower-case UUID."),
        ["BadPriority"] = Refuse(400, Scope.Request, "The priority is none of 1, 5 and 10, or does not go with the push type: background pushes need 5."),
        ["BadTopic"] = Refuse(400, Scope.Credential, "The topic is not valid; check the channel's BundleId."),
        ["DeviceTokenNotForTopic"] = Refuse(400, Scope.Token, "The device token belongs to another app; check the channel's BundleId when this happens to many."),
        ["DuplicateHeaders"] = Refuse(400, Scope.Request, "A header was sent twice."),
        ["IdleTimeout"] = Later(400, null, "The connection was idle for too long."),
        ["InvalidPushType"] = Refuse(400, Scope.Request, "The push type is unknown to APNs."),
        ["MissingDeviceToken"] = Refuse(400, Scope.Request, "The device token is empty."),
        ["MissingTopic"] = Refuse(400, Scope.Credential, "No topic was sent; set the channel's BundleId."),
        ["PayloadEmpty"] = Refuse(400, Scope.Request, "The payload is empty."),
        ["TopicDisallowed"] = Refuse(400, Scope.Credential, "The key or certificate may not push to this topic; check the channel's BundleId."),
        ["BadCertificate"] = Refuse(403, Scope.Credential, "The certificate is not valid; set the channel anew with a current one."),
        ["BadCertificateEnvironment"] = Refuse(403, Scope.Credential, "The certificate is for the other environment (sandbox or production)."),
        ["BadEnvironmentKeyIdInToken"] = Refuse(403, Scope.Credential, "The token key is for the other environment (sandbox or production)."),
        ["ExpiredProviderToken"] = Later(403, null, "The provider token is older than an hour; check this machine's clock.", Scope.Credential),
        ["Forbidden"] = Refuse(403, Scope.Credential, "APNs forbids this; check the channel's credentials."),
        ["InvalidProviderToken"] = Refuse(403, Scope.Credential, "The provider token is not valid; TokenKey, TokenKeyId and TeamId have to belong together."),
        ["MissingProviderToken"] = Refuse(403, Scope.Credential, "APNs saw neither a certificate nor a provider token; set the channel's credentials."),
        // A sender has connections of its own and one key, so that a new connection would fare the same.
        ["UnrelatedKeyIdInToken"] = Refuse(403, Scope.Credential, "The key is not related to the one the connection started with; set the channel anew."),
        ["BadPath"] = Refuse(404, Scope.Request, "The device token does not make a valid path."),
        ["MethodNotAllowed"] = Refuse(405, Scope.Request, "The gateway takes no POST; check its address."),
        ["ExpiredToken"] = Dead(410, "The device token has expired."),
        ["Unregistered"] = Dead(410, "The app is no longer installed on the device, or the token was replaced."),
        ["PayloadTooLarge"] = Refuse(413, Scope.Request, "The payload is larger than 4096 bytes (5120 for VoIP)."),
        ["TooManyProviderTokenUpdates"] = Later(429, TokenPause, "Provider tokens were renewed too often; does another sender share the key?", Scope.Credential),
        ["TooManyRequests"] = Later(429, DevicePause, "Too many pushes went to this device.", Scope.Token),
        ["InternalServerError"] = Later(500, ServerPause, "APNs has an internal error."),
        ["ServiceUnavailable"] = Later(503, ServerPause, "APNs is not available."),
        ["Shutdown"] = Later(503, null, "This APNs server is shutting down."),
    };

    /// <summary>The reason's row; an unknown reason is judged by its status, because reasons grow over time.</summary>
    public static Entry Of(int status, string reason) => Table.TryGetValue(reason, out var entry) ? entry : status switch
    {
        410 => Dead(status, "The gateway calls the device token dead."),
        429 => Later(status, DevicePause, "The gateway asks to slow down."),
        >= 500 => Later(status, ServerPause, "The gateway has a fault of its own."),
        401 or 403 => Refuse(status, Scope.Credential, "The gateway refuses the channel's credentials."),
        _ => Refuse(status, Scope.Request, "The gateway refuses the push."),
    };

    /// <summary>The outcome of a refusal.</summary>
    /// <param name="deadSince">The answer's own timestamp; null when it had none.</param>
    /// <param name="retryAfter">The answer's own wish; null when it had none.</param>
    /// <param name="now">Stands in for a missing timestamp of a dead token.</param>
    public static PushOutcome Outcome(int status, string reason, DateTimeOffset? deadSince, TimeSpan? retryAfter, DateTimeOffset now)
    {
        var entry = Of(status, reason);
        return entry.Verdict switch
        {
            Verdict.Unsent => new PushOutcome.Unsent(status, reason, retryAfter ?? entry.RetryAfter, MayHaveArrived: false),
            Verdict.TokenDead => new PushOutcome.Rejected(status, reason, deadSince ?? now, entry.Advice),
            _ => new PushOutcome.Rejected(status, reason, null, entry.Advice),
        };
    }

    private static Entry Refuse(int status, Scope scope, string advice) => new(status, scope, Verdict.Rejected, null, advice);

    private static Entry Dead(int status, string advice) => new(status, Scope.Token, Verdict.TokenDead, null, advice);

    private static Entry Later(int status, TimeSpan? pause, string advice, Scope scope = Scope.Connection) => new(status, scope, Verdict.Unsent, pause, advice);
}
