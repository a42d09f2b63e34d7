namespace Pinpush.Contract.Tests.Segments;

/// <summary>Segments as clients send them: what is accepted, and which member a refusal names.</summary>
public sealed class SegmentRulesTests
{
    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"Name":"n","Dimensions":{"Attributes":{"a":{"Values":["x"]}}}}""", null)]
    [InlineData("""{"Dimensions":{"Demographic":{"Channel":{"Values":["APNS"],"DimensionType":"EXCLUSIVE"}},"Location":{"Country":{"Values":["DE"]}}}}""",
        null)]
    [InlineData("""{"Dimensions":{"Behavior":{"Recency":{"Duration":"DAY_7","RecencyType":"ACTIVE"}}}}""", null)]
    [InlineData("""{"Dimensions":{"Attributes":{"a":{"AttributeType":"BETWEEN","Values":["2026-01-01","2026-02-01T00:00:00Z"]}}}}""", null)]
    [InlineData("""{"SegmentGroups":{"Include":"ANY","Groups":[{"SourceSegments":[{"Id":"x","Version":2}],"Dimensions":[{}]}]}}""", null)]
    [InlineData("""{"Dimensions":{},"SegmentGroups":{"Groups":[{}]}}""", "Dimensions and SegmentGroups")]
    [InlineData("""{"SegmentGroups":{}}""", "SegmentGroups.Groups")]
    [InlineData("""{"SegmentGroups":{"Groups":[]}}""", "SegmentGroups.Groups")]
    [InlineData("""{"SegmentGroups":{"Groups":[null]}}""", "SegmentGroups.Groups[0]")]
    [InlineData("""{"SegmentGroups":{"Groups":[{},{"SourceSegments":[{}]}]}}""", "SegmentGroups.Groups[1].SourceSegments")]
    [InlineData("""{"SegmentGroups":{"Groups":[{"Dimensions":[{"Metrics":{"m":{}}}]}]}}""",
        "SegmentGroups.Groups[0].Dimensions[0].Metrics", FaultKind.NotServed)]
    [InlineData("""{"Dimensions":{"Metrics":{"m":{}}}}""", "Dimensions.Metrics", FaultKind.NotServed)]
    [InlineData("""{"Dimensions":{"Location":{"GPSPoint":{}}}}""", "Dimensions.Location.GPSPoint", FaultKind.NotServed)]
    [InlineData("""{"Dimensions":{"Demographic":{"DeviceType":{"Values":["x"]}}}}""", "Dimensions.Demographic.DeviceType", FaultKind.NotServed)]
    [InlineData("""{"Dimensions":{"Demographic":{"Make":{"Values":[]}}}}""", "Dimensions.Demographic.Make.Values")]
    [InlineData("""{"Dimensions":{"Attributes":{"a":null}}}""", "Dimensions.Attributes.a.Values")]
    [InlineData("""{"Dimensions":{"UserAttributes":{"a":{"Values":[null]}}}}""", "Dimensions.UserAttributes.a.Values")]
    [InlineData("""{"Dimensions":{"Attributes":{"a":{"AttributeType":"BEFORE","Values":["01/02/2026"]}}}}""", "Dimensions.Attributes.a.Values")]
    [InlineData("""{"Dimensions":{"Attributes":{"a":{"AttributeType":"ON","Values":["10:30"]}}}}""", "Dimensions.Attributes.a.Values")]
    [InlineData("""{"Dimensions":{"Attributes":{"a":{"AttributeType":"BETWEEN","Values":["2026-01-01"]}}}}""", "Dimensions.Attributes.a.Values")]
    [InlineData("""{"Dimensions":{"Behavior":{"Recency":{"Duration":"DAY_7"}}}}""", "Dimensions.Behavior.Recency")]
    [InlineData("""{"tags":{"":"x"}}""", "tags")]
    public void Segment(string json, string? member, FaultKind kind = FaultKind.Invalid) =>
        Judge.Of(SegmentRules.Check(Judge.Read<WriteSegmentRequest>(json)), member, kind);

    [Fact]
    public void A_segment_has_at_most_100_criteria()
    {
        static WriteSegmentRequest With(int criteria) => new()
        {
            Dimensions = new() { Attributes = Enumerable.Range(0, criteria).ToDictionary(i => $"a{i}", _ => new AttributeDimension { Values = ["x"] }) },
        };
        Judge.Of(SegmentRules.Check(With(100)), null);
        Judge.Of(SegmentRules.Check(With(101)), "criteria");
    }

    [Theory]
    [InlineData(AttributeType.Inclusive, 10_000, 25, null)]
    [InlineData(AttributeType.Inclusive, 10_001, 1, "10001 values in its criteria; at most 10000")]
    [InlineData(AttributeType.Inclusive, 2501, 100, "250100 characters together; at most 250000")]
    [InlineData(AttributeType.Contains, 1000, 25, null)]
    [InlineData(AttributeType.Contains, 1001, 25, "1001 values in its CONTAINS criteria; at most 1000")]
    public void A_segment_has_values_that_can_be_stored_and_looked_for(AttributeType type, int count, int length, string? fault)
    {
        AttributeDimension Half(int values) => new() { AttributeType = type, Values = [.. Enumerable.Repeat(new string('x', length), values)] };

        Judge.Of(SegmentRules.Check(new()
        {
            SegmentGroups = new()
            {
                Groups =
                [
                    new() { Dimensions = [new() { Attributes = new Dictionary<string, AttributeDimension> { ["a"] = Half(count / 2) } }] },
                    new() { Dimensions = [new() { UserAttributes = new Dictionary<string, AttributeDimension> { ["b"] = Half(count - (count / 2)) } }] },
                ],
            },
        }), fault);
    }
}
