using Pinpush.Infra.Settings;
using Pinpush.Pinpoint;
using Pinpush.Pinpoint.Inputs;
using Pulumi;

namespace Pinpush.Infra.Campaigns;

/// <summary>
/// Sent at once, when somebody names its run: <c>./pinpush pulumi config set launchRun 2026-11</c>, then <c>up</c>. Until then it is only declared.
/// </summary>
internal static class PremiumLaunch
{
    public static Campaign Declare(PushApp app, Segment premium, StackSettings settings) => new(
        "premium-launch",
        new CampaignArgs
        {
            ApplicationId = app.Id,
            SegmentId = premium.SegmentId,
            SendImmediately = true,
            IsPaused = settings.LaunchRun is null,
            Run = settings.LaunchRun is { } run ? (Input<string>)run : null,
            MaxAudience = 100_000,
            MessageConfiguration = new MessageConfigurationArgs
            {
                ApnsMessage = new MessageArgs { Title = "Premium is here", Body = "Your first month is on us.", Action = "OPEN_APP" },
                GcmMessage = new MessageArgs { Title = "Premium is here", Body = "Your first month is on us.", Action = "OPEN_APP" },
            },
        },
        app.Sending);
}
