using Pinpush.Pinpoint;
using Pinpush.Pinpoint.Inputs;

namespace Pinpush.Infra.Segments;

/// <summary>Whoever has not opened the app for a month.</summary>
internal static class LapsedCustomers
{
    public static Segment Declare(PushApp app) => new("lapsed-customers", new SegmentArgs
    {
        ApplicationId = app.Id,
        Dimensions = new SegmentDimensionsArgs
        {
            Behavior = new SegmentBehaviorsArgs { Recency = new RecencyDimensionArgs { RecencyType = "INACTIVE", Duration = "DAY_30" } },
        },
    });
}
