using System.Text;

namespace Pinpush.Contract;

/// <summary>What a direct send must be.</summary>
public static class MessageRules
{
    /// <summary>Most recipients of one SendMessages, and most users of one SendUsersMessages.</summary>
    /// <remarks>Source: Pinpoint API reference, Messages and Users Messages.</remarks>
    public const int MostRecipients = 100;

    /// <returns>Every fault, each naming the member; empty when all is right.</returns>
    public static IReadOnlyList<Fault> Check(MessageRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var recipients = (request.Addresses?.Count ?? 0) + (request.Endpoints?.Count ?? 0);
        return Fault.Found(
        [
            recipients is 0 or > MostRecipients
                ? Fault.Invalid("Addresses", $" and Endpoints name {recipients} recipients; one request takes 1 to {MostRecipients}.")
                : null,
            .. (request.Addresses?.Values ?? []).Where(a => a?.ChannelType is null).Select(_ => Fault.Invalid(
                "Addresses", ": an entry has no ChannelType: say which channel the address belongs to, e.g. APNS or GCM.")),
            .. Check(request.MessageConfiguration, request.TemplateConfiguration),
        ]);
    }

    /// <returns>Every fault, each naming the member; empty when all is right.</returns>
    public static IReadOnlyList<Fault> Check(SendUsersMessageRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Fault.Found(
        [
            request.Users is not { Count: > 0 and <= MostRecipients }
                ? Fault.Invalid("Users", $" names {request.Users?.Count ?? 0} users; one request takes 1 to {MostRecipients}.")
                : null,
            .. Check(request.MessageConfiguration, request.TemplateConfiguration),
        ]);
    }

    private static IReadOnlyList<Fault> Check(DirectMessageConfiguration? message, TemplateConfiguration? template) => Fault.Found(
    [
        message is null ? Fault.Invalid("MessageConfiguration", " is missing.") : null,
        .. TemplateRules.Check(template),
        .. message?.APNSMessage is { } apns ? Check(apns) : [],
        .. message?.GCMMessage is { } gcm ? Check(gcm) : [],
    ]);

    private static IReadOnlyList<Fault> Check(APNSMessage message)
    {
        const string path = "MessageConfiguration.APNSMessage";
        var collapse = Encoding.UTF8.GetByteCount(message.CollapseId ?? "");
        return Fault.Found(
        [
            OneOf(message.Priority, PushPriority.All.Where(p => p.IsOfApi).Select(p => p.Word), $"{path}.Priority"),
            OneOf(message.APNSPushType, ApnsPushType.All.Where(t => t.IsOfApi).Select(t => t.Word), $"{path}.APNSPushType"),
            OneOf(message.PreferredAuthenticationMethod, ["CERTIFICATE", "TOKEN", "KEY"], $"{path}.PreferredAuthenticationMethod"),
            collapse > GatewayLimits.ApnsCollapseId
                ? Fault.Invalid($"{path}.CollapseId", $" has {collapse} bytes; at most {GatewayLimits.ApnsCollapseId} are allowed.")
                : null,
            message.TimeToLive is < 0 ? Fault.Invalid($"{path}.TimeToLive", $" is {message.TimeToLive}; it is 0 (one attempt) or more seconds.") : null,
        ]);
    }

    private static IReadOnlyList<Fault> Check(GCMMessage message)
    {
        const string path = "MessageConfiguration.GCMMessage";
        return Fault.Found(
        [
            OneOf(message.Priority, PushPriority.FcmWords, $"{path}.Priority"),
            OneOf(message.PreferredAuthenticationMethod, ["KEY", "TOKEN"], $"{path}.PreferredAuthenticationMethod"),
            message.TimeToLive is < 0 or > GatewayLimits.FcmTimeToLive
                ? Fault.Invalid($"{path}.TimeToLive", $" is {message.TimeToLive}; it is 0 to {GatewayLimits.FcmTimeToLive} seconds (28 days).")
                : null,
        ]);
    }

    private static Fault? OneOf(string? value, IEnumerable<string> words, string member) =>
        value is null || words.Contains(value, StringComparer.OrdinalIgnoreCase)
            ? null
            : Fault.Invalid(member, $" '{value}' is none of {string.Join(", ", words)}.");
}
