using Pinpush.Pinpoint;
using Pinpush.Pinpoint.Inputs;

namespace Pinpush.Infra.Campaigns;

/// <summary>A template, at the version that is active when it runs. Paused: somebody on duty sends it with <c>./pinpush campaign resume</c>.</summary>
internal static class WelcomeBack
{
    public static Campaign Declare(PushApp app, Segment lapsed, PushTemplate template) => new(
        "welcome-back",
        new CampaignArgs
        {
            ApplicationId = app.Id,
            SegmentId = lapsed.SegmentId,
            SendImmediately = true,
            IsPaused = true,
            Run = "welcome-back",
            MaxAudience = 50_000,
            TemplateConfiguration = new TemplateConfigurationArgs { PushTemplate = new TemplateArgs { Name = template.TemplateName } },
        },
        app.Sending);
}
