using Pinpush.Plugin.Describing;

namespace Pinpush.Provider.Campaigns;

/// <summary>The properties of <c>pinpoint:index:Campaign</c>. Source: Pinpoint service model 2016-12-01, WriteCampaignRequest.</summary>
internal static class CampaignShape
{
    private static readonly Shape Text = new Shape.Text(), Whole = new Shape.Whole(int.MinValue, int.MaxValue);

    private static readonly Shape.Group Message = new("Message", "What a push says.",
    [
        new("action", new Shape.Text(Contract.WireWords.Of<Contract.PushAction>()), "What a tap does. Left out: OPEN_APP."),
        new("body", Text, $"Text, at most {Contract.CampaignRules.MostBody} characters; may hold message variables."),
        new("imageIconUrl", Text, "Address of the icon; Android."),
        new("imageSmallIconUrl", Text, "Address of the icon in the status bar; Android."),
        new("imageUrl", Text, "Address of an image."),
        new("jsonBody", Text, "JSON text: the data of a silent push."),
        new("mediaUrl", Text, "Address of an image or video."),
        new("rawContent", Text, "JSON text that is sent as it is, in place of all the rest."),
        new("silentPush", new Shape.Flag(), "True wakes the app and shows nothing."),
        new("timeToLive", Whole, "Seconds that the push service keeps it; 0 is one attempt."),
        new("title", Text, "Text above the body; may hold message variables."),
        new("url", Text, "Where a tap with action URL or DEEP_LINK leads."),
    ]);

    public static readonly ResourceDescription Campaign = new("pinpoint:index:Campaign", new("Campaign",
        "A campaign: a push to a segment, at a time. Applying the same program twice never sends twice; another send needs another run.",
    [
        OfApp.ApplicationId,
        new("name", Text, "Left out: the resource's name."),
        new("description", Text, "For people."),
        new("segmentId", Text, "Who gets it: a segment's id.") { IsRequired = true },
        new("segmentVersion", new Shape.Whole(1, int.MaxValue), "Pins a version. Left out: it follows the program's segment, and goes to the version "
            + "that the segment has by the program, or, where the segment is none of the program's, on the server."),
        new("messageConfiguration", new Shape.Group("MessageConfiguration", "What is sent, by channel.",
        [
            new("apnsMessage", Message, "For iOS.") { Wire = "APNSMessage" },
            new("defaultMessage", Message, "For channels that have no message of their own."),
            new("gcmMessage", Message, "For Android.") { Wire = "GCMMessage" },
        ]), "What is sent; excludes templateConfiguration."),
        new("templateConfiguration", new Shape.Group("TemplateConfiguration", "Templates of what is sent.",
        [
            new("pushTemplate", new Shape.Group("Template", "A template.",
            [
                new("name", Text, "Its name.") { IsRequired = true },
                new("version", Text, "Left out: the version that is active when the campaign runs."),
            ]), "A push template.") { IsRequired = true },
        ]), "Sends a push template; excludes messageConfiguration."),
        new("schedule", new Shape.Group("Schedule", "When it is sent: once.",
        [
            new("startTime", Text, "ISO 8601, e.g. 2026-12-04T09:00:00.") { IsRequired = true },
            new("timezone", Text, "Of a start time without an offset: UTC, UTC+01, UTC-05:30. Left out: UTC.") { Default = "UTC" },
            new("endTime", Text, "ISO 8601; nothing is sent after it."),
        ]), "When it is sent; excludes sendImmediately."),
        new("sendImmediately", new Shape.Flag(), "True sends it as soon as it is declared and not paused; then run is needed.") { Wire = null },
        new("isPaused", new Shape.Flag(), "True declares it and sends nothing. Left out: false.") { Default = false },
        new("limits", new Shape.Group("CampaignLimits", "How much and how fast.",
        [
            new("daily", Whole, "Messages per endpoint and day; 0 is no limit.") { Default = 0 },
            new("maximumDuration", Whole, "Seconds that it may take."),
            new("messagesPerSecond", Whole, "Pushes per second."),
            new("total", Whole, "Messages per endpoint and campaign; 0 is no limit.") { Default = 0 },
        ]), "How much and how fast. Left out: the app's limits."),
        new("run", Text, "Name of this send, one for the stack, e.g. 2026-11-launch. It is sent once in the life of the server's data: "
            + "not again after a rename, a lost state, or destroy and up. Another name is another send.") { Wire = null },
        new("maxAudience", new Shape.Whole(1, int.MaxValue), "Most endpoints that it may reach; a larger audience gets nothing.") { Wire = null },
        new("inDoubt", new Shape.Text(Contract.OwnTags.OfDoubt),
            "What becomes of a push that may have arrived though no answer came; a campaign that runs obeys a change when it is resumed. "
            + $"Left out: {Contract.OwnTags.Resend}.") { Wire = null },
        OwnTags.Member,
    ]),
    [
        new("campaignId", Text, "The id of the campaign."),
        new("arn", Text, "The ARN of the campaign."),
    ]);
}
