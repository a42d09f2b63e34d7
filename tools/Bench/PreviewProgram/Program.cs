using System.Globalization;
using Pinpush.Pinpoint;
using Pinpush.Pinpoint.Inputs;
using Pulumi;
using Pulumi.Aws.Pinpoint;

// RESOURCES: an app and segments, so many in all. "nothing": what a .NET process costs by itself.
return args is ["nothing"] ? 0 : await Deployment.RunAsync(() =>
{
    var app = new App("shop");
    for (var i = 1; i < int.Parse(Environment.GetEnvironmentVariable("RESOURCES") ?? "1", CultureInfo.InvariantCulture); i++)
    {
        _ = new Segment($"segment-{i}", new SegmentArgs
        {
            ApplicationId = app.Id,
            Dimensions = new SegmentDimensionsArgs { Attributes = { ["plan"] = new AttributeDimensionArgs { Values = { $"plan-{i}" } } } },
        });
    }
});
