using Pinpush.Plugin.Describing;

namespace Pinpush.Provider.Templates;

/// <summary>The properties of <c>pinpoint:index:PushTemplate</c>. Source: Pinpoint service model 2016-12-01, PushNotificationTemplateRequest.</summary>
internal static class TemplateShape
{
    private static readonly Shape Text = new Shape.Text();

    private static readonly Member[] Common =
    [
        new("action", new Shape.Text(Contract.WireWords.Of<Contract.PushAction>()), "What a tap does. Left out: OPEN_APP."),
        new("body", Text, "Text; may hold message variables such as {{User.UserId}} and {{Attributes.plan}}."),
        new("sound", Text, "Name of a sound of the app."),
        new("title", Text, "Text above the body; may hold message variables."),
        new("url", Text, "Where a tap with action URL or DEEP_LINK leads."),
    ];

    public static readonly ResourceDescription PushTemplate = new("pinpoint:index:PushTemplate", new("PushTemplate",
        "A template of a push, for campaigns and direct sends. It belongs to the account, not to an app. A change makes a version and makes it the active one.",
    [
        new("templateName", Text, "Unique in the account.") { IsRequired = true, Replaces = true, Wire = null },
        new("templateDescription", Text, "For people."),
        new("apns", new Shape.Group("ApnsPushTemplate", "What iOS devices get.",
        [
            .. Common,
            new("mediaUrl", Text, "Address of an image or video."),
            new("rawContent", Text, "JSON text that is sent as it is, in place of all the rest."),
        ]), "For iOS.") { Wire = "APNS" },
        new("defaultMessage", new Shape.Group("DefaultPushTemplate", "What devices get whose channel has no template of its own.", Common),
            "For channels that have none of their own.") { Wire = "Default" },
        new("gcm", new Shape.Group("AndroidPushTemplate", "What Android devices get.",
        [
            .. Common,
            new("imageIconUrl", Text, "Address of the icon."),
            new("imageUrl", Text, "Address of an image."),
            new("rawContent", Text, "JSON text that is sent as it is, in place of all the rest."),
            new("smallImageIconUrl", Text, "Address of the icon in the status bar."),
        ]), "For Android.") { Wire = "GCM" },
        new("defaultSubstitutions", new Shape.MapOf(Text, AsText: true), "What stands in for a message variable that an endpoint does not have, by its name."),
        OwnTags.Member,
    ]),
    [new("arn", Text, "The ARN of the template.")]);
}
