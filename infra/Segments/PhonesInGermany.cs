using Pinpush.Pinpoint;
using Pinpush.Pinpoint.Inputs;

namespace Pinpush.Infra.Segments;

/// <summary>Phones in Germany with a current app: by what the device is and where.</summary>
internal static class PhonesInGermany
{
    public static Segment Declare(PushApp app) => new("phones-in-germany", new SegmentArgs
    {
        ApplicationId = app.Id,
        Dimensions = new SegmentDimensionsArgs
        {
            Demographic = new SegmentDemographicsArgs
            {
                Channel = new SetDimensionArgs { Values = { "APNS", "GCM" } },
                AppVersion = new SetDimensionArgs { DimensionType = "EXCLUSIVE", Values = { "1.0", "1.1" } },
            },
            Location = new SegmentLocationArgs { Country = new SetDimensionArgs { Values = { "DE" } } },
        },
    });
}
