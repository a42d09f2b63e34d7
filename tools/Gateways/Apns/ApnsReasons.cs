using Pinpush.Contract;
using Pinpush.Gateways.Senders;

namespace Pinpush.Gateways.Apns;

/// <summary>Every reason that APNs is documented to give, and what becomes of the push.</summary>
/// <remarks>Source: Apple, Handling notification responses from APNs.</remarks>
internal static class ApnsReasons
{
    internal enum Verdict { Refused, TokenDead, Later, OtherConnection, DeviceLater }

    /// <param name="RetryAfter">With <see cref="Verdict.Later"/> and <see cref="Verdict.DeviceLater"/>: the least time to wait.</param>
    /// <param name="Advice">What is wrong and what would be right, for people.</param>
    internal sealed record Entry(Verdict Verdict, TimeSpan? RetryAfter, string Advice);

    /// <summary>Apple: a new provider token at most every 20 minutes.</summary>
    private static readonly TimeSpan TokenPause = TimeSpan.FromMinutes(20);

    /// <summary>
    /// Apple: try a 5xx again after 15 minutes. One push asks sooner whether it is over, after this at first, and twice as long each time until it is that.
    /// </summary>
    private static readonly TimeSpan ServerPause = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan DevicePause = TimeSpan.FromMinutes(1);

    public static IReadOnlyDictionary<string, Entry> Table { get; } = new Dictionary<string, Entry>(StringComparer.Ordinal)
    {
        // 400
        ["BadCollapseId"] = Refuse("The collapse id is longer than 64 bytes."),
        ["BadDeviceToken"] = Dead("The device token is malformed or belongs to the other environment: sandbox and production tokens differ."),
        ["BadExpirationDate"] = Refuse("The expiration is not a time in Unix seconds."),
        ["BadMessageId"] = Refuse("The apns-id is not a lower-case UUID."),
        ["BadPriority"] = Refuse("The priority is none of 1, 5 and 10, or does not go with the push type: background pushes need 5."),
        ["BadTopic"] = Refuse("The topic is not valid; check the channel's BundleId."),
        ["DeviceTokenNotForTopic"] = Refuse("The device token belongs to another app; check the channel's BundleId when this happens to many."),
        ["DuplicateHeaders"] = Refuse("A header was sent twice."),
        ["IdleTimeout"] = OtherConnection("The connection was idle for too long."),
        ["InvalidPushType"] = Refuse("The push type is unknown to APNs."),
        ["MissingDeviceToken"] = Refuse("The device token is empty."),
        ["MissingTopic"] = Refuse("No topic was sent; set the channel's BundleId."),
        ["PayloadEmpty"] = Refuse("The payload is empty."),
        ["TopicDisallowed"] = Refuse("The key or certificate may not push to this topic; check the channel's BundleId."),
        // 403
        ["BadCertificate"] = Refuse("The certificate is not valid; set the channel anew with a current one."),
        ["BadCertificateEnvironment"] = Refuse("The certificate is for the other environment (sandbox or production)."),
        ["BadEnvironmentKeyIdInToken"] = Refuse("The token key is for the other environment (sandbox or production)."),
        ["ExpiredProviderToken"] = Later(ServerPause, "The provider token is older than an hour; check this machine's clock."),
        ["Forbidden"] = Refuse("APNs forbids this; check the channel's credentials."),
        ["InvalidProviderToken"] = Refuse("The provider token is not valid; TokenKey, TokenKeyId and TeamId have to belong together."),
        ["MissingProviderToken"] = Refuse("APNs saw neither a certificate nor a provider token; set the channel's credentials."),
        // A sender has connections of its own and one key, so that a new connection would fare the same.
        ["UnrelatedKeyIdInToken"] = Refuse("The key is not related to the one the connection started with; set the channel anew."),
        // 404
        ["BadPath"] = Refuse("The device token does not make a valid path."),
        // 405
        ["MethodNotAllowed"] = Refuse("The gateway takes no POST; check its address."),
        // 410
        ["ExpiredToken"] = Dead("The device token has expired."),
        ["Unregistered"] = Dead("The app is no longer installed on the device, or the token was replaced."),
        // 413
        ["PayloadTooLarge"] = Refuse("The payload is larger than 4096 bytes (5120 for VoIP)."),
        // 429
        ["TooManyProviderTokenUpdates"] = Later(TokenPause, "Provider tokens were renewed too often; does another sender share the key?"),
        ["TooManyRequests"] = new(Verdict.DeviceLater, DevicePause, "Too many pushes went to this device."),
        // 500
        ["InternalServerError"] = Later(ServerPause, "APNs has an internal error."),
        // 503
        ["ServiceUnavailable"] = Later(ServerPause, "APNs is not available."),
        ["Shutdown"] = OtherConnection("This APNs server is shutting down."),
    };

    /// <summary>The reason's row; an unknown reason is judged by its status, because reasons grow over time.</summary>
    public static Entry Of(int status, string reason) => Table.TryGetValue(reason, out var entry) ? entry : status switch
    {
        410 => Dead("The gateway calls the device token dead."),
        429 => Later(DevicePause, "The gateway asks to slow down."),
        >= 500 => Later(ServerPause, "The gateway has a fault of its own."),
        401 or 403 => Refuse("The gateway refuses the channel's credentials."),
        _ => Refuse("The gateway refuses the push."),
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
            Verdict.Later => new PushOutcome.NotProcessed(status, reason, retryAfter ?? entry.RetryAfter),
            Verdict.DeviceLater => new PushOutcome.NotProcessed(status, reason, retryAfter ?? entry.RetryAfter) { IsOfDevice = true },
            Verdict.OtherConnection => new PushOutcome.NotProcessed(status, reason, retryAfter) { AtOnce = retryAfter is null },
            var verdict => new PushOutcome.Refused(status, reason, verdict == Verdict.TokenDead ? deadSince ?? now : null, entry.Advice)
            {
                Response = JsonText.Of(new Dictionary<string, string> { ["reason"] = reason }),
            },
        };
    }

    private static Entry Refuse(string advice) => new(Verdict.Refused, null, advice);

    private static Entry Dead(string advice) => new(Verdict.TokenDead, null, advice);

    private static Entry Later(TimeSpan pause, string advice) => new(Verdict.Later, pause, advice);

    private static Entry OtherConnection(string advice) => new(Verdict.OtherConnection, null, advice);
}
