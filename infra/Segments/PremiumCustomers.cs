using Pinpush.Pinpoint;
using Pinpush.Pinpoint.Inputs;

namespace Pinpush.Infra.Segments;

/// <summary>Whoever pays: by an attribute that the app sets on each device.</summary>
internal static class PremiumCustomers
{
    public static Segment Declare(PushApp app) => new("premium-customers", new SegmentArgs
    {
        ApplicationId = app.Id,
        Dimensions = new SegmentDimensionsArgs { Attributes = { ["plan"] = new AttributeDimensionArgs { Values = { "premium" } } } },
    });
}
