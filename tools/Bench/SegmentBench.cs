using Pinpush.Contract;

namespace Pinpush.Bench;

/// <summary>A segment of four criteria, one of them exclusive, over an index of a million endpoints.</summary>
internal static class SegmentBench
{
    public static Task<Measured> RunAsync(double scale, CancellationToken cancellationToken) => Task.FromResult(SegmentRun.Measure(
        "segment",
        (int)Math.Ceiling(1_000_000 * scale),
        new SegmentDimensions
        {
            Attributes = new Dictionary<string, AttributeDimension>
            {
                ["plan"] = new() { Values = ["premium"] },
                ["city"] = new() { AttributeType = AttributeType.Exclusive, Values = ["city-35"] },
            },
            Demographic = new SegmentDemographics { AppVersion = new SetDimension { Values = ["3.4", "3.9"] } },
            UserAttributes = new Dictionary<string, AttributeDimension> { ["tier"] = new() { Values = ["gold"] } },
        },
        groups: null,
        [i => i % 5 == 0, i => i % 50 == 35, i => i % 12 is 4 or 9, i => i % 3 == 0],
        static (c, w) => c[0][w] & ~c[1][w] & c[2][w] & c[3][w],
        cancellationToken));
}
