using Pinpush.Contract;

namespace Pinpush.Server.Templates;

/// <summary>What an update asks of a template: a member that it leaves out is that of the latest version, one that it gives is the new one, whole.</summary>
/// <remarks>An empty text or part takes away.</remarks>
internal static class TemplateMerge
{
    /// <summary>The whole of it, for the rules to judge.</summary>
    public static PushNotificationTemplateRequest Apply(PushNotificationTemplateResponse? latest, PushNotificationTemplateRequest update) => update with
    {
        APNS = Of(update.APNS, latest?.APNS, new()),
        Default = Of(update.Default, latest?.Default, new()),
        DefaultSubstitutions = Of(update.DefaultSubstitutions, latest?.DefaultSubstitutions, ""),
        GCM = Of(update.GCM, latest?.GCM, new()),
        TemplateDescription = Of(update.TemplateDescription, latest?.TemplateDescription, ""),
    };

    private static T? Of<T>(T? given, T? now, T empty)
        where T : class => given is null ? now : given.Equals(empty) ? null : given;
}
