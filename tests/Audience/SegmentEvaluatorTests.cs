using System.Text.Json;
using Pinpush.Contract;
using static Pinpush.Audience.Tests.Segments;

namespace Pinpush.Audience.Tests;

public sealed class SegmentEvaluatorTests
{
    private const string Noon = "2026-03-10T12:00:00Z";

    [Theory]
    [InlineData(AttributeType.Inclusive, "gold", "gold", true)]
    [InlineData(AttributeType.Inclusive, "gold", "Gold", false)]
    [InlineData(AttributeType.Inclusive, "gold", "silver|gold", true)]
    [InlineData(AttributeType.Exclusive, "gold", "gold", false)]
    [InlineData(AttributeType.Exclusive, "gold", "silver", true)]
    [InlineData(AttributeType.Exclusive, null, "gold", true)]
    [InlineData(AttributeType.Inclusive, null, "gold", false)]
    [InlineData(AttributeType.Contains, "marigold", "gold", true)]
    [InlineData(AttributeType.Contains, "marigold", "tin|gold", true)]
    [InlineData(AttributeType.Contains, "marigold", "Gold", false)]
    [InlineData(AttributeType.Contains, null, "gold", false)]
    [InlineData(AttributeType.Before, "2026-03-10T11:59:59Z", Noon, true)]
    [InlineData(AttributeType.Before, Noon, Noon, false)]
    [InlineData(AttributeType.Before, "2026-03-10T12:30:00+01:00", Noon, true)]
    [InlineData(AttributeType.Before, "01/02/2001", Noon, false)]
    [InlineData(AttributeType.Before, null, Noon, false)]
    [InlineData(AttributeType.After, "2026-03-10T12:00:01Z", Noon, true)]
    [InlineData(AttributeType.After, Noon, Noon, false)]
    [InlineData(AttributeType.After, "tomorrow", Noon, false)]
    [InlineData(AttributeType.On, "2026-03-10T23:59:59Z", Noon, true)]
    [InlineData(AttributeType.On, "2026-03-10", Noon, true)]
    [InlineData(AttributeType.On, "2026-03-11T00:30:00+01:00", Noon, true)]
    [InlineData(AttributeType.On, "2026-03-11T00:00:00Z", Noon, false)]
    [InlineData(AttributeType.Between, "2026-03-10T12:00:00Z", "2026-03-10T12:00:00Z|2026-03-11T00:00:00Z", true)]
    [InlineData(AttributeType.Between, "2026-03-11T00:00:00Z", "2026-03-10T12:00:00Z|2026-03-11T00:00:00Z", true)]
    [InlineData(AttributeType.Between, "2026-03-11T00:00:01Z", "2026-03-10T12:00:00Z|2026-03-11T00:00:00Z", false)]
    [InlineData(AttributeType.Between, "2026-03-10T18:00:00Z", "2026-03-11T00:00:00Z|2026-03-10T12:00:00Z", false)]
    [InlineData(AttributeType.Between, "2026-03-10T18:00:00Z", Noon, false)]
    public void Judges_an_attribute_by_its_type(AttributeType type, string? has, string asks, bool member)
    {
        var index = Index(has is null ? new EndpointResponse() : Endpoint("A", has));
        Assert.Equal(member ? [0] : [], Members(index, Segment(Where("A", type, asks.Split('|')))));
    }

    [Theory]
    [InlineData(Duration.Hr24, 1)]
    [InlineData(Duration.Day7, 7)]
    [InlineData(Duration.Day14, 14)]
    [InlineData(Duration.Day30, 30)]
    public void Counts_recency_back_from_now(Duration duration, int days)
    {
        var index = Index(
            new EndpointResponse { EffectiveDate = Now.AddDays(-days).AddMinutes(1).ToString("O") },
            new EndpointResponse { EffectiveDate = Now.AddDays(-days).AddMinutes(-1).ToString("O") },
            new EndpointResponse());
        SegmentResponse Recent(RecencyType type) => Segment(new() { Behavior = new() { Recency = new() { Duration = duration, RecencyType = type } } });

        Assert.Equal([0], Members(index, Recent(RecencyType.Active)));
        Assert.Equal([1, 2], Members(index, Recent(RecencyType.Inactive)));
    }

    [Theory]
    [InlineData(Combination.All, new[] { 2 })]
    [InlineData(Combination.Any, new[] { 0, 1, 2 })]
    [InlineData(Combination.None, new[] { 3 })]
    public void Combines_groups_dimensions_and_sources_by_their_word(Combination how, int[] expected)
    {
        // 0 has A, 1 has B, 2 has both, 3 has none.
        var index = Index(Endpoint("X", "A"), Endpoint("X", "B"), Endpoint("X", "A", "B"), Endpoint("X", "C"));
        var (a, b) = (Where("X", AttributeType.Inclusive, "A"), Where("X", null, "B"));

        Assert.Equal(expected, Members(index, Segment(groups: new() { Include = how, Groups = [new() { Dimensions = [a] }, new() { Dimensions = [b] }] })));
        Assert.Equal(expected, Members(index, Segment(groups: new() { Groups = [new() { Type = how, Dimensions = [a, b] }] })));
        var sources = new SegmentGroup { SourceType = how, SourceSegments = [new() { Id = "a" }, new() { Id = "b" }] };
        Assert.Equal(
            expected, Members(index, Segment(groups: new() { Groups = [sources] }), r => Segment(r.Id == "a" ? a : b, id: r.Id!))); // each reference has an id
    }

    [Fact]
    public void Asks_for_the_version_that_a_source_names()
    {
        var index = Index(Endpoint("X", "1"), Endpoint("X", "2"));
        var segment = Segment(groups: new() { Groups = [new() { SourceSegments = [new() { Id = "base", Version = 2 }] }] });
        Assert.Equal([1], Members(index, segment, r => Segment(Where("X", null, $"{r.Version}"))));
    }

    [Fact]
    public void Takes_no_criterion_for_everyone() => Assert.Equal([0, 1], Members(Index(new(), new()), Segment()));

    [Fact]
    public void Throws_where_everyone_would_be_the_wrong_answer()
    {
        var index = Index(new EndpointResponse());
        void Fails(SegmentResponse segment, Func<SegmentReference, SegmentResponse?>? source = null) =>
            Assert.Throws<UnknownAudienceException>(() => Members(index, segment, source));

        var onOther = Segment(groups: new() { Groups = [new() { SourceSegments = [new() { Id = "gone" }] }] });
        Fails(onOther); // the source is gone
        Fails(onOther, _ => onOther); // a circle
        Fails(Segment(groups: new() { Include = Combination.None, Groups = onOther.SegmentGroups!.Groups })); // it has groups: built so above
        Fails(onOther, _ => Segment() with { SegmentType = SegmentType.Import });
        Fails(Segment() with { SegmentType = SegmentType.Import });
        Fails(Segment(new() { Metrics = new Dictionary<string, JsonElement> { ["m"] = default } }));
        Fails(Segment(new() { Demographic = new() { DeviceType = new() { Values = ["x"] } } }));
        Fails(Segment(new() { Location = new() { GPSPoint = JsonDocument.Parse("{}").RootElement } }));
        Fails(Segment(new() { Behavior = new() { Recency = new() { RecencyType = RecencyType.Inactive } } }));
        Fails(Segment(new() { Behavior = new() { Recency = new() { Duration = Duration.Day7 } } }));
    }

    [Fact]
    public void Follows_a_chain_to_its_longest_length_only()
    {
        var index = Index(Endpoint("X", "A"), new EndpointResponse());
        SegmentResponse Chain(int length) =>
            length == 0
                ? Segment(Where("X", null, "A"))
                : Segment(id: $"{length}", groups: new() { Groups = [new() { SourceSegments = [new() { Id = $"{length - 1}" }] }] });
        SegmentResponse Source(SegmentReference reference) => Chain(int.Parse(reference.Id!, null)); // every reference of a chain has an id

        Assert.Equal([0], Members(index, Chain(SegmentEvaluator.MostDepth), Source));
        Assert.Throws<UnknownAudienceException>(() => Members(index, Chain(SegmentEvaluator.MostDepth + 1), Source));
    }

    [Fact]
    public void Stops_when_it_is_told_to() => Assert.Throws<OperationCanceledException>(() =>
        SegmentEvaluator.Evaluate(Index(), Segment(), _ => null, Now, new CancellationToken(canceled: true)));
}
