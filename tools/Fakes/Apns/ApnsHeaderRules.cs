using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Pinpush.Fakes.Apns;

/// <summary>What APNs demands of the request headers, in the order in which it looks. Source: Apple, Sending notification requests to APNs.</summary>
internal static class ApnsHeaderRules
{
    private const int MaxCollapseIdBytes = 64;

    /// <summary>Push types with the suffix that their topic must carry.</summary>
    private static readonly Dictionary<string, string> TopicSuffixes = new(StringComparer.Ordinal)
    {
        ["alert"] = "",
        ["background"] = "",
        ["mdm"] = "",
        ["voip"] = ".voip",
        ["complication"] = ".complication",
        ["fileprovider"] = ".pushkit.fileprovider",
        ["liveactivity"] = ".push-type.liveactivity",
        ["location"] = ".location-query",
        ["pushtotalk"] = ".voip-ptt",
        ["widgets"] = ".push-type.widgets",
        ["controls"] = ".push-type.controls",
    };

    /// <param name="certificateTopic">The subject UID of the client certificate: the topic when the header is absent.</param>
    /// <returns>Null when all headers are right.</returns>
    public static ApnsRefusal? Check(IHeaderDictionary headers, string? certificateTopic)
    {
        foreach (var header in headers)
        {
            if (header.Value.Count > 1
                && (header.Key.StartsWith("apns-", StringComparison.OrdinalIgnoreCase)
                    || header.Key.Equals("authorization", StringComparison.OrdinalIgnoreCase)))
            {
                return ApnsRefusal.Of("DuplicateHeaders");
            }
        }

        if (One(headers, "apns-id") is { } id && !Guid.TryParseExact(id, "D", out _))
        {
            return ApnsRefusal.Of("BadMessageId");
        }

        if (string.IsNullOrEmpty(One(headers, "apns-topic") ?? certificateTopic))
        {
            return ApnsRefusal.Of("MissingTopic");
        }

        if (One(headers, "apns-collapse-id") is { } collapse && Encoding.UTF8.GetByteCount(collapse) > MaxCollapseIdBytes)
        {
            return ApnsRefusal.Of("BadCollapseId");
        }

        var (priority, pushType) = (One(headers, "apns-priority"), One(headers, "apns-push-type"));
        if (priority is not (null or "10" or "5" or "1") || (priority == "10" && pushType == "background"))
        {
            return ApnsRefusal.Of("BadPriority");
        }

        if (pushType is not null && !TopicSuffixes.ContainsKey(pushType))
        {
            return ApnsRefusal.Of("InvalidPushType");
        }

        return One(headers, "apns-expiration") is { } expiration
            && !long.TryParse(expiration, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                ? ApnsRefusal.Of("BadExpirationDate")
                : null;
    }

    /// <summary>The topic must carry its push type's suffix, and with a certificate be one of the certificate's.</summary>
    public static ApnsRefusal? CheckTopic(string topic, string? pushType, string? certificateTopic)
    {
        var suffix = pushType is null ? "" : TopicSuffixes[pushType];
        var wrongApp = certificateTopic is not null
            && topic != certificateTopic && !topic.StartsWith(certificateTopic + ".", StringComparison.Ordinal);
        return wrongApp || !topic.EndsWith(suffix, StringComparison.Ordinal) ? ApnsRefusal.Of("TopicDisallowed") : null;
    }

    /// <summary>A header's value; null when absent.</summary>
    public static string? One(IHeaderDictionary headers, string name) =>
        headers.TryGetValue(name, out var values) ? values.ToString() : null;
}
