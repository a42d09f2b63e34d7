using Pinpush.Contract;

namespace Pinpush.Bench;

/// <summary>
/// A segment of ten criteria over an index of ten million endpoints:
/// inclusive and exclusive ones, one that looks inside values, and groups of ALL, ANY and NONE.
/// </summary>
internal static class SegmentTenBench
{
    public static Task<Measured> RunAsync(double scale, CancellationToken cancellationToken) => Task.FromResult(SegmentRun.Measure(
        "segment-ten",
        (int)Math.Ceiling(10_000_000 * scale),
        dimensions: null,
        new SegmentGroupList
        {
            Include = Combination.All,
            Groups = [
                Group(Combination.All, new SegmentDimensions
                {
                    Attributes = new Dictionary<string, AttributeDimension>
                    {
                        ["plan"] = new() { Values = ["premium"] },
                        ["city"] = new() { AttributeType = AttributeType.Exclusive, Values = ["city-5", "city-35"] },
                        ["interests"] = new() { Values = ["topic-3", "topic-5", "topic-10"] },
                    },
                    Demographic = new SegmentDemographics
                    {
                        AppVersion = new SetDimension { Values = ["3.0", "3.3", "3.4", "3.6", "3.9"] },
                        Model = new SetDimension { DimensionType = DimensionType.Exclusive, Values = ["iPhone2"] },
                    },
                    UserAttributes = new Dictionary<string, AttributeDimension> { ["tier"] = new() { Values = ["gold"] } },
                }),
                Group(
                    Combination.Any,
                    Attribute("interests", new() { AttributeType = AttributeType.Contains, Values = ["topic-1"] }),
                    new() { Demographic = new() { AppVersion = new() { Values = ["3.9"] } } }),
                Group(
                    Combination.None,
                    Attribute("city", new() { Values = ["city-10", "city-20"] }),
                    new() { Demographic = new() { Model = new() { Values = ["iPhone6"] } } }),
            ],
        },
        [
            i => i % 5 == 0, i => i % 50 is 5 or 35, i => i % 20 is 3 or 5 or 10 || i % 7 is 3 or 5, i => i % 12 is 0 or 3 or 4 or 6 or 9,
            i => i % 9 == 2, i => i % 3 == 0,
            i => i % 20 is 1 or >= 10 || i % 7 == 1, i => i % 12 == 9, i => i % 50 is 10 or 20, i => i % 9 == 6,
        ],
        static (c, w) => c[0][w] & ~c[1][w] & c[2][w] & c[3][w] & ~c[4][w] & c[5][w] & (c[6][w] | c[7][w]) & ~c[8][w] & ~c[9][w],
        cancellationToken));

    private static SegmentGroup Group(Combination type, params SegmentDimensions[] dimensions) => new() { Type = type, Dimensions = dimensions };

    private static SegmentDimensions Attribute(string name, AttributeDimension dimension) =>
        new() { Attributes = new Dictionary<string, AttributeDimension> { [name] = dimension } };
}
