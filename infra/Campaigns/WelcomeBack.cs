using Pinpush.Pinpoint;
using Pinpush.Pinpoint.Inputs;

namespace Pinpush.Infra.Campaigns;

/// <summary>Paused: somebody on duty sends it with <c>./pinpush campaign resume</c>.</summary>
internal static class WelcomeBack
{
    public static Campaign Declare(PushApp app, Segment lapsed) => new(
        "welcome-back",
        new CampaignArgs
        {
            ApplicationId = app.Id,
            SegmentId = lapsed.SegmentId,
            SendImmediately = true,
            IsPaused = true,
            Run = "welcome-back",
            MaxAudience = 50_000,
            MessageConfiguration = new MessageConfigurationArgs
            {
                DefaultMessage = new MessageArgs { Title = "We miss you", Body = "Your basket is still there.", Action = "OPEN_APP" },
            },
        },
        app.Sending);
}
