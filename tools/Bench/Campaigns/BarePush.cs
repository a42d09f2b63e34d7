namespace Pinpush.Bench.Campaigns;

/// <summary>A push as long as the server's of a campaign, header by header, for clients that do nothing else.</summary>
internal static class BarePush
{
    public const string FcmPath = "/v1/projects/p/messages:send";

    private const string Source = """
        "campaign_id":"0123456789abcdef0123456789abcdef","campaign_activity_id":"0123456789abcdef0123456789abcdef","treatment_id":"0"
        """;

    /// <summary>The gateway looks at no token; this one is as long as a real one.</summary>
    private static readonly string Token = new('t', 210);

    public static IReadOnlyList<(string Name, string Value)> ApnsHeaders { get; } =
    [
        ("authorization", "bearer " + Token), ("apns-topic", CampaignApp.Topic), ("apns-push-type", "alert"), ("apns-priority", "10"),
        ("apns-id", "01234567-89ab-cdef-0123-456789abcdef"),
    ];

    public static IReadOnlyList<(string Name, string Value)> FcmHeaders { get; } =
        [("authorization", "Bearer " + Token), ("content-type", "application/json")];

    public static string Fcm { get; } =
        $$$"""{"message":{"token":"{{{Devices.Token(0)}}}","notification":{"title":"Hello","body":"World"},"data":{{{{Source}}}} } }""";

    public static string ApnsPath(int device) => "/3/device/" + Devices.Token(device);

    public static string Apns(string endpoint) =>
        $$"""{"aps":{"alert":{"title":"Hello","body":"World"} },"data":{"pinpoint":{"endpointId":"{{endpoint}}",{{Source}} } } }""";
}
