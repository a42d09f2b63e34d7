using Pinpush.Contract;

namespace Pinpush.Audience.Tests;

/// <summary>Short forms of what the tests are about.</summary>
internal static class Segments
{
    public static readonly DateTimeOffset Now = new(2026, 3, 15, 12, 0, 0, TimeSpan.Zero);

    public static SegmentResponse Segment(SegmentDimensions? dimensions = null, SegmentGroupList? groups = null, string id = "s", int version = 1) => new()
    {
        ApplicationId = "app",
        Arn = "arn",
        CreationDate = "2026-01-01T00:00:00Z",
        Id = id,
        SegmentType = SegmentType.Dimensional,
        Dimensions = dimensions,
        SegmentGroups = groups,
        Version = version,
    };

    public static EndpointResponse Endpoint(string name, params string[] values) =>
        new() { Address = "token", Attributes = new Dictionary<string, IReadOnlyList<string>> { [name] = values } };

    public static SegmentDimensions Where(string name, AttributeType? type, params string[] values) =>
        new() { Attributes = new Dictionary<string, AttributeDimension> { [name] = new() { AttributeType = type, Values = values } } };

    /// <summary>Index of these endpoints; the first has id 0.</summary>
    public static AudienceIndex Index(params EndpointResponse[] endpoints)
    {
        var index = new AudienceIndex();
        for (var id = 0; id < endpoints.Length; id++)
        {
            index.Set(id, null, endpoints[id]);
        }

        return index;
    }

    public static int[] Members(AudienceIndex index, SegmentResponse segment, Func<SegmentReference, SegmentResponse?>? source = null)
    {
        var found = SegmentEvaluator.Evaluate(index, segment, source ?? (_ => null), Now, TestContext.Current.CancellationToken);
        var ids = new int[found.Count];
        found.Take(0, ids);
        return ids;
    }
}
