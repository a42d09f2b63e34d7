using Pinpush.Infra.Settings;
using Pinpush.Pinpoint;
using Pinpush.Pinpoint.Inputs;

namespace Pinpush.Infra.Campaigns;

/// <summary>Scheduled at UTC+01, Germany's time in winter.</summary>
internal static class WinterSale
{
    public static Campaign Declare(PushApp app, Segment germany, StackSettings settings) => new(
        "winter-sale",
        new CampaignArgs
        {
            ApplicationId = app.Id,
            SegmentId = germany.SegmentId,
            Schedule = new ScheduleArgs { StartTime = settings.SaleStart, Timezone = "UTC+01" },
            Run = $"winter-sale {settings.SaleStart}",
            MaxAudience = 500_000,
            Limits = new CampaignLimitsArgs { MessagesPerSecond = 5_000 },
            MessageConfiguration = new MessageConfigurationArgs
            {
                DefaultMessage = new MessageArgs
                {
                    Title = "Winterschlussverkauf",
                    Body = "Heute ist alles halb so teuer.",
                    Action = "URL",
                    Url = "https://example.com/sale",
                },
            },
        },
        app.Sending);
}
