using Pinpush.Plugin.Describing;

namespace Pinpush.AwsProvider.Apps;

/// <summary>
/// The properties of <c>aws:pinpoint/app:App</c>. Source: Pulumi.Aws 7.48.0; bounds: terraform-provider-aws, internal/service/pinpoint/app.go.
/// </summary>
internal static class AppShape
{
    private static readonly Shape Text = new Shape.Text();

    public static readonly Shape.Group CampaignHook = new("AppCampaignHook", "A function that is asked before a campaign sends.",
        [new("lambdaFunctionName", Text, "Name or ARN of the function."), new("mode", new Shape.Text(["DELIVERY", "FILTER"]), "DELIVERY or FILTER."),
            new("webUrl", Text, "Address of a web hook.")]);

    public static readonly Shape.Group Limits = new("AppLimits", "Defaults for the campaigns of the app.",
    [
        new("daily", new Shape.Whole(0, 100), "Messages per endpoint and day; 0 is no limit."),
        new("maximumDuration", new Shape.Whole(60, int.MaxValue), "Seconds that a campaign may take."),
        new("messagesPerSecond", new Shape.Whole(50, 20_000), "Messages per second of a campaign."),
        new("total", new Shape.Whole(0, 100), "Messages per endpoint and campaign; 0 is no limit."),
    ]);

    public static readonly Shape.Group QuietTime = new("AppQuietTime", "When nothing is sent, in the endpoint's own time zone.",
        [new("end", Text, "HH:MM, 24 hours."), new("start", Text, "HH:MM, 24 hours.")]);

    public static readonly ResourceDescription App = new("aws:pinpoint/app:App", new("App", "A Pinpoint app.",
    [
        new("campaignHook", CampaignHook, "Left out: not set; what the app has is taken away."),
        new("limits", Limits, "Left out: not set; what the app has is taken away."),
        new("name", Text, "Left out: made of the resource's name.") { Replaces = true },
        new("namePrefix", Text, "A name that begins so is made; excludes name.") { Replaces = true, Wire = null },
        new("quietTime", QuietTime, "Left out: not set; what the app has is taken away."),
        new("region", Text, "Left out: the provider's region.") { Replaces = true, Wire = null },
        new("tags", new Shape.MapOf(Text), "Tags of the app."),
    ]),
    [
        new("applicationId", Text, "The id of the app."),
        new("arn", Text, "The ARN of the app."),
        new("name", Text, "The name of the app."),
        new("namePrefix", Text, "What its name begins with, when the rest was made up; else empty."),
        new("region", Text, "The region of the app."),
        new("tagsAll", new Shape.MapOf(Text), "Its tags and those of the provider's settings."),
    ]);

    /// <summary>The blocks that are settings of the app. As outputs they are always there, with 0 and empty texts for what is not set.</summary>
    public static readonly Shape.Group Settings = new("AppSettings", "", [.. App.Inputs.Members.Where(m => m.Shape is Shape.Group)]);
}
