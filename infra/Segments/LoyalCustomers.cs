using Pinpush.Pinpoint;
using Pinpush.Pinpoint.Inputs;

namespace Pinpush.Infra.Segments;

/// <summary>Premium customers who are not lapsed: by other segments.</summary>
internal static class LoyalCustomers
{
    public static Segment Declare(PushApp app, Segment premium, Segment lapsed) => new("loyal-customers", new SegmentArgs
    {
        ApplicationId = app.Id,
        SegmentGroups = new SegmentGroupListArgs
        {
            Groups =
            {
                new SegmentGroupArgs { SourceSegments = { new SegmentReferenceArgs { Id = premium.SegmentId } } },
                new SegmentGroupArgs { SourceSegments = { new SegmentReferenceArgs { Id = lapsed.SegmentId } }, SourceType = "NONE" },
            },
        },
    });
}
