using Pinpush.Cli.Outcomes;

namespace Pinpush.Cli.Input;

/// <summary>The words for a channel on the command line, and the API's words for them.</summary>
internal static class ChannelWord
{
    public static readonly string[] All = ["ios", "apns", "ios-sandbox", "apns_sandbox", "android", "gcm", "fcm"];

    /// <summary>APNS, APNS_SANDBOX or GCM.</summary>
    public static string ToApi(string word) => word.ToLowerInvariant() switch
    {
        "ios" or "apns" => "APNS",
        "ios-sandbox" or "apns_sandbox" => "APNS_SANDBOX",
        "android" or "gcm" or "fcm" => "GCM",
        _ => throw new Refusal($"Channel '{word}' is none of {string.Join(", ", All)}.", ExitCode.WrongCommandLine),
    };
}
