using System.Text;

namespace Pinpush.Contract;

/// <summary>What a direct send must be.</summary>
public static class MessageRules
{
    /// <summary>Most recipients of one SendMessages, and most users of one SendUsersMessages. Source: Pinpoint API reference, Messages and Users Messages.</summary>
    public const int MostRecipients = 100;

    private static readonly string[] ApnsTypes = ["alert", "background", "complication", "fileprovider", "mdm", "voip"];

    /// <returns>Every fault, each naming the member; empty when all is right.</returns>
    public static IReadOnlyList<string> Check(MessageRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var faults = new List<string>();
        var recipients = (request.Addresses?.Count ?? 0) + (request.Endpoints?.Count ?? 0);
        if (recipients is 0 or > MostRecipients)
        {
            faults.Add($"Addresses and Endpoints name {recipients} recipients; one request takes 1 to {MostRecipients}.");
        }

        foreach (var (address, entry) in request.Addresses ?? new Dictionary<string, AddressConfiguration>())
        {
            if (entry?.ChannelType is null)
            {
                faults.Add("Addresses: an entry has no ChannelType: say which channel the address belongs to, e.g. APNS or GCM.");
            }
        }

        Check(request.MessageConfiguration, request.TemplateConfiguration, faults);
        return faults;
    }

    /// <returns>Every fault, each naming the member; empty when all is right.</returns>
    public static IReadOnlyList<string> Check(SendUsersMessageRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var faults = new List<string>();
        if (request.Users is not { Count: > 0 and <= MostRecipients })
        {
            faults.Add($"Users names {request.Users?.Count ?? 0} users; one request takes 1 to {MostRecipients}.");
        }

        Check(request.MessageConfiguration, request.TemplateConfiguration, faults);
        return faults;
    }

    private static void Check(DirectMessageConfiguration? message, TemplateConfiguration? template, List<string> faults)
    {
        if (message is null)
        {
            faults.Add("MessageConfiguration is missing.");
        }

        faults.AddRange(TemplateRules.Check(template));

        if (message?.APNSMessage is { } apns)
        {
            Check(apns, faults);
        }

        if (message?.GCMMessage is { } gcm)
        {
            Check(gcm, faults);
        }
    }

    private static void Check(APNSMessage message, List<string> faults)
    {
        const string path = "MessageConfiguration.APNSMessage";
        OneOf(message.Priority, ["5", "10", "normal", "high"], $"{path}.Priority", faults);
        OneOf(message.APNSPushType, ApnsTypes, $"{path}.APNSPushType", faults);
        OneOf(message.PreferredAuthenticationMethod, ["CERTIFICATE", "TOKEN", "KEY"], $"{path}.PreferredAuthenticationMethod", faults);
        if (message.CollapseId is { } collapse && Encoding.UTF8.GetByteCount(collapse) > 64)
        {
            faults.Add($"{path}.CollapseId has {Encoding.UTF8.GetByteCount(collapse)} bytes; at most 64 are allowed.");
        }

        if (message.TimeToLive is < 0)
        {
            faults.Add($"{path}.TimeToLive is {message.TimeToLive}; it is 0 (one attempt) or more seconds.");
        }
    }

    private static void Check(GCMMessage message, List<string> faults)
    {
        const string path = "MessageConfiguration.GCMMessage";
        OneOf(message.Priority, ["normal", "high", "5", "10"], $"{path}.Priority", faults);
        OneOf(message.PreferredAuthenticationMethod, ["KEY", "TOKEN"], $"{path}.PreferredAuthenticationMethod", faults);
        if (message.TimeToLive is < 0 or > 2_419_200)
        {
            faults.Add($"{path}.TimeToLive is {message.TimeToLive}; it is 0 to 2419200 seconds (28 days).");
        }
    }

    private static void OneOf(string? value, string[] words, string path, List<string> faults)
    {
        if (value is not null && !words.Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            faults.Add($"{path} '{value}' is none of {string.Join(", ", words)}.");
        }
    }
}
