using Pinpush.Contract;
using Pinpush.Plugin.Describing;

namespace Pinpush.Provider.Segments;

/// <summary>The properties of <c>pinpoint:index:Segment</c>. Source: Pinpoint service model 2016-12-01, WriteSegmentRequest.</summary>
internal static class SegmentShape
{
    private static readonly Shape Text = new Shape.Text();
    private static readonly Shape Texts = new Shape.ListOf(Text);

    private static readonly Shape.Group Attribute = new("AttributeDimension", "A criterion on one attribute.",
    [
        new("attributeType", new Shape.Text(WireWords.Of<AttributeType>()),
            "How the values are compared. Left out: INCLUSIVE, one of them.") { Default = AttributeType.Inclusive.Word() },
        new("values", Texts, "Alternatives; for BETWEEN two times, from and to. Times are ISO 8601.") { IsRequired = true },
    ]);

    private static readonly Shape.Group Set = new("SetDimension", "A criterion on one fact about the device.",
    [
        new("dimensionType", new Shape.Text(WireWords.Of<DimensionType>()),
            "One of the values, or none of them. Left out: INCLUSIVE.") { Default = DimensionType.Inclusive.Word() },
        new("values", Texts, "Alternatives.") { IsRequired = true },
    ]);

    private static readonly Shape.Group Recency = new("RecencyDimension", "When the endpoint was last updated.",
    [
        new("duration", new Shape.Text(WireWords.Of<Duration>()), "How far back.") { IsRequired = true },
        new("recencyType", new Shape.Text(WireWords.Of<RecencyType>()), "Updated within that time, or not.") { IsRequired = true },
    ]);

    private static readonly Shape.Group Dimensions = new("SegmentDimensions", "Criteria that all have to hold.",
    [
        new("attributes", new Shape.MapOf(Attribute), "By name of an endpoint's own attribute."),
        new("behavior", new Shape.Group("SegmentBehaviors", "Criteria on what the endpoint did.",
            [new("recency", Recency, "When it was last updated.")]), "What the endpoint did."),
        new("demographic", new Shape.Group("SegmentDemographics", "Criteria on the device.",
        [
            new("appVersion", Set, "Version of the app."),
            new("channel", Set, "APNS, APNS_SANDBOX, GCM, ..."),
            new("make", Set, "Make of the device."),
            new("model", Set, "Model of the device."),
            new("platform", Set, "Operating system."),
        ]), "The device."),
        new("location", new Shape.Group("SegmentLocation", "Criteria on the place.", [new("country", Set, "ISO 3166-1 alpha-3 codes.")]), "Where it is."),
        new("userAttributes", new Shape.MapOf(Attribute), "By name of an attribute of the endpoint's user."),
    ]);

    private static readonly Shape.Group Group = new("SegmentGroup", "Source segments and criteria.",
    [
        new("dimensions", new Shape.ListOf(Dimensions), "Criteria, combined by type."),
        new("sourceSegments", new Shape.ListOf(new Shape.Group("SegmentReference", "Another segment.",
        [
            new("id", Text, "Its segment id.") { IsRequired = true },
            new("version", new Shape.Whole(1, int.MaxValue), "Left out: its current version."),
        ])), "The endpoints to choose from, combined by sourceType. Left out: all of the app."),
        new("sourceType", new Shape.Text(WireWords.Of<Combination>()),
            "In all, any or none of the source segments. Left out: ALL.") { Default = Combination.All.Word() },
        new("type", new Shape.Text(WireWords.Of<Combination>()), "All, any or none of the criteria hold. Left out: ALL.") { Default = Combination.All.Word() },
    ]);

    public static readonly ResourceDescription Segment = new("pinpoint:index:Segment", new("Segment",
        "A segment: the endpoints of an app that fulfil its criteria at the time it is used.",
    [
        OfApp.ApplicationId,
        new("name", Text, "Left out: the resource's name."),
        new("dimensions", Dimensions, "Criteria; excludes segmentGroups."),
        new("segmentGroups", new Shape.Group("SegmentGroupList", "Groups of criteria.",
        [
            new("groups", new Shape.ListOf(Group), "At least one.") { IsRequired = true },
            new("include", new Shape.Text(WireWords.Of<Combination>()),
                "In all, any or none of the groups. Left out: ALL.") { Default = Combination.All.Word() },
        ]), "Groups that stand on other segments; excludes dimensions."),
        new("everyone", new Shape.Flag(), "A segment without a criterion is every endpoint of the app, and has to say so with true.") { Wire = null },
        OwnTags.Member,
    ]),
    [
        new("segmentId", Text, "The id of the segment."),
        new("arn", Text, "The ARN of the segment."),
        new("version", new Shape.Whole(1, int.MaxValue), "Counts its definitions: a change makes another one."),
    ]);
}
