using System.Collections.Frozen;

namespace Pinpush.Fakes.Apns;

/// <summary>A refusal by APNs' own word. Source: Apple, Handling notification responses from APNs.</summary>
internal readonly record struct ApnsRefusal(int Status, string Reason)
{
    private static readonly FrozenDictionary<string, int> Statuses = new Dictionary<string, int>
    {
        ["BadCollapseId"] = 400,
        ["BadDeviceToken"] = 400,
        ["BadExpirationDate"] = 400,
        ["BadMessageId"] = 400,
        ["BadPriority"] = 400,
        ["BadTopic"] = 400,
        ["DeviceTokenNotForTopic"] = 400,
        ["DuplicateHeaders"] = 400,
        ["IdleTimeout"] = 400,
        ["InvalidPushType"] = 400,
        ["MissingDeviceToken"] = 400,
        ["MissingTopic"] = 400,
        ["PayloadEmpty"] = 400,
        ["TopicDisallowed"] = 400,
        ["BadCertificate"] = 403,
        ["BadCertificateEnvironment"] = 403,
        ["BadEnvironmentKeyIdInToken"] = 403,
        ["ExpiredProviderToken"] = 403,
        ["Forbidden"] = 403,
        ["InvalidProviderToken"] = 403,
        ["MissingProviderToken"] = 403,
        ["UnrelatedKeyIdInToken"] = 403,
        ["BadPath"] = 404,
        ["MethodNotAllowed"] = 405,
        ["ExpiredToken"] = 410,
        ["Unregistered"] = 410,
        ["PayloadTooLarge"] = 413,
        ["TooManyProviderTokenUpdates"] = 429,
        ["TooManyRequests"] = 429,
        ["InternalServerError"] = 500,
        ["ServiceUnavailable"] = 503,
        ["Shutdown"] = 503,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The refusal with its documented status.</summary>
    public static ApnsRefusal Of(string reason) => new(Statuses[reason], reason);

    /// <param name="status">0 takes the documented status, or 400 for a reason that is not documented.</param>
    public static ApnsRefusal Scripted(int status, string reason) =>
        new(status != 0 ? status : Statuses.GetValueOrDefault(reason, 400), reason);
}
