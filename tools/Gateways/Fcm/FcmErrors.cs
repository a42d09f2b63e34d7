using Pinpush.Contract;
using Pinpush.Gateways.Senders;

namespace Pinpush.Gateways.Fcm;

/// <summary>Every error code of FCM, and what becomes of the push.</summary>
/// <remarks>Sources: FCM, ErrorCode; FCM, Best practices when sending at scale (the stricter waiting time of the two counts).</remarks>
internal static class FcmErrors
{
    internal enum Verdict { Refused, TokenDead, Later }

    /// <param name="RetryAfter">With <see cref="Verdict.Later"/>: the least time to wait when the answer names none.</param>
    /// <param name="Advice">What is wrong and what would be right, for people.</param>
    internal sealed record Entry(Verdict Verdict, TimeSpan? RetryAfter, string Advice);

    private static readonly TimeSpan QuotaPause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ServerPause = TimeSpan.FromSeconds(10);

    /// <summary>Google's status words stand beside FCM's own codes: an answer without FcmError details has only the former.</summary>
    public static IReadOnlyDictionary<string, Entry> Table { get; } = new Dictionary<string, Entry>(StringComparer.Ordinal)
    {
        ["INVALID_ARGUMENT"] = Refuse("FCM finds the message or the registration token not valid."),
        ["UNREGISTERED"] = Dead("The app is no longer installed on the device, or the token was replaced."),
        ["NOT_FOUND"] = Refuse("FCM does not know the project; check the service account's project_id."),
        ["SENDER_ID_MISMATCH"] = Refuse("The registration token belongs to another Firebase project; check the service account when this happens to many."),
        ["PERMISSION_DENIED"] = Refuse("The service account may not send: switch on the FCM API and give it the role Firebase Cloud Messaging API Admin."),
        ["THIRD_PARTY_AUTH_ERROR"] = Refuse("The APNs or Web Push key that was uploaded to Firebase is not valid."),
        ["APNS_AUTH_ERROR"] = Refuse("The APNs key that was uploaded to Firebase is not valid."),
        ["UNAUTHENTICATED"] = Refuse("FCM does not accept the service account's access token."),
        ["QUOTA_EXCEEDED"] = Later(QuotaPause, "A quota of the project or of the device is used up."),
        ["RESOURCE_EXHAUSTED"] = Later(QuotaPause, "A quota of the project or of the device is used up."),
        ["UNAVAILABLE"] = Later(ServerPause, "FCM is not available."),
        ["INTERNAL"] = Later(ServerPause, "FCM has an internal error."),
    };

    /// <summary>The code's row; an unknown code is judged by its status.</summary>
    public static Entry Of(int status, string code) => Table.TryGetValue(code, out var entry) ? entry : status switch
    {
        429 => Later(QuotaPause, "FCM asks to slow down."),
        >= 500 => Later(ServerPause, "FCM has a fault of its own."),
        401 or 403 => Refuse("FCM refuses the service account."),
        _ => Refuse("FCM refuses the message."),
    };

    /// <summary>The outcome of a refusal.</summary>
    /// <param name="error">What the answer said.</param>
    /// <param name="retryAfter">The answer's own wish; null when it had none.</param>
    public static PushOutcome Outcome(int status, FcmError error, TimeSpan? retryAfter, DateTimeOffset now)
    {
        var entry = Of(status, error.Code);
        return entry.Verdict switch
        {
            Verdict.Later => new PushOutcome.NotProcessed(status, error.Code, retryAfter ?? entry.RetryAfter),
            Verdict.TokenDead => Refused(entry.Advice, now),
            _ when error.TokenMalformed => Refused("The registration token is not a valid FCM token.", now),
            _ => Refused(error.Message.Length > 0 ? $"{entry.Advice} FCM says: {error.Message}" : entry.Advice, null),
        };

        PushOutcome.Refused Refused(string detail, DateTimeOffset? deadSince) => new(status, error.Code, deadSince, detail)
        {
            Sentence = error.Message.Length > 0 ? error.Message : null,
            Response = JsonText.Of(new Dictionary<string, string> { ["status"] = error.Code }),
        };
    }

    private static Entry Refuse(string advice) => new(Verdict.Refused, null, advice);

    private static Entry Dead(string advice) => new(Verdict.TokenDead, null, advice);

    private static Entry Later(TimeSpan pause, string advice) => new(Verdict.Later, pause, advice);
}
