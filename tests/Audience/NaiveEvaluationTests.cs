using Pinpush.Contract;
using static Pinpush.Audience.Tests.Segments;

namespace Pinpush.Audience.Tests;

/// <summary>The index against a predicate that looks at one endpoint after the other.</summary>
public sealed class NaiveEvaluationTests
{
    private static readonly string[] Words = ["a", "b", "ab", "abc", "2026-03-01", "2026-03-10T12:00:00Z", "2026-03-14T00:00:00Z"];
    private static readonly string[] Countries = ["DE", "FR", "US"];
    private static readonly ChannelType[] Channels = [ChannelType.Apns, ChannelType.ApnsSandbox, ChannelType.Gcm];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Finds_whom_the_predicate_finds(int seed)
    {
        var random = new Random(seed);
        var (index, endpoints) = (new AudienceIndex(), new EndpointResponse?[200]);
        var sources = Enumerable.Range(0, 3).Select(i => Segment(Dimensions(random), id: $"{i}")).ToArray();
        for (var round = 0; round < 500; round++)
        {
            for (var change = 0; change < (round == 0 ? 400 : 10); change++)
            {
                var id = random.Next(endpoints.Length);
                var after = random.Next(5) == 0 ? null : Endpoint(random);
                index.Set(id, endpoints[id], after);
                endpoints[id] = after;
            }

            var segment = random.Next(2) == 0 ? Segment(Dimensions(random)) : Segment(groups: Groups(random, sources));
            int[] Expected(Func<EndpointResponse, bool> fits) =>
                [.. Enumerable.Range(0, endpoints.Length).Where(i => endpoints[i] is { } e && fits(e))];
            Assert.Equal(
                Expected(e => Fits(e, segment, sources)), Members(index, segment, r => sources[int.Parse(r.Id!, null)])); // Groups gives every source an id
            Assert.Equal(endpoints.Count(e => e is not null), index.Count);
            var reachable = new int[endpoints.Length];
            Assert.Equal(
                Expected(e => e.EndpointStatus == EndpointStatus.Active && e.OptOut != OptOut.All && e.Address is not null),
                reachable[..index.Reachable.Take(0, reachable)]);
        }
    }

    private static bool Fits(EndpointResponse endpoint, SegmentResponse segment, SegmentResponse[] sources)
    {
        static bool Combined(Combination? how, IEnumerable<bool> parts) => how switch
        {
            Combination.Any => parts.Any(p => p),
            Combination.None => !parts.Any(p => p),
            _ => parts.All(p => p),
        };
        if (segment.SegmentGroups is not { } list)
        {
            return Fits(endpoint, segment.Dimensions ?? new());
        }

        return Combined(list.Include, list.Groups!.Select(g => // Groups below sets it
            (g.SourceSegments is not { Count: > 0 }
                || Combined(g.SourceType, g.SourceSegments.Select(r => Fits(endpoint, sources[int.Parse(r.Id!, null)], sources))))
            && (g.Dimensions is not { Count: > 0 } || Combined(g.Type, g.Dimensions.Select(d => Fits(endpoint, d))))));
    }

    private static bool Fits(EndpointResponse e, SegmentDimensions d)
    {
        static bool OneOf(string? value, SetDimension? asked) =>
            asked is null
            || (value is not null && asked.Values!.Contains(value)) != (asked.DimensionType == DimensionType.Exclusive); // OneOf below sets Values
        static bool Has(IReadOnlyDictionary<string, IReadOnlyList<string>>? attributes, IReadOnlyDictionary<string, AttributeDimension>? asked) =>
            asked?.All(p => Attribute(attributes?.GetValueOrDefault(p.Key) ?? [], p.Value)) ?? true;
        static DateTimeOffset Updated(EndpointResponse e) => DateTimeOffset.Parse(e.EffectiveDate!, null); // every endpoint here has one
        var recent = d.Behavior?.Recency;
        return Has(e.Attributes, d.Attributes) && Has(e.User?.UserAttributes, d.UserAttributes)
            && OneOf(
                e.ChannelType switch { ChannelType.Apns => "APNS", ChannelType.ApnsSandbox => "APNS_SANDBOX", ChannelType.Gcm => "GCM", _ => null },
                d.Demographic?.Channel)
            && OneOf(e.Demographic?.Make, d.Demographic?.Make) && OneOf(e.Location?.Country, d.Location?.Country)
            && (recent is null || (Updated(e) >= Now.AddDays(-7)) == (recent.RecencyType == RecencyType.Active));
    }

    private static bool Attribute(IReadOnlyList<string> has, AttributeDimension asked)
    {
        static DateTime? Time(string text) =>
            text[0] == '2' ? DateTimeOffset.Parse(text, null, System.Globalization.DateTimeStyles.AssumeUniversal).UtcDateTime : null;
        var values = asked.Values!; // Asked below sets it
        return asked.AttributeType switch
        {
            AttributeType.Exclusive => !has.Any(values.Contains),
            AttributeType.Contains => has.Any(h => values.Any(h.Contains)),
            AttributeType.Before => has.Any(h => values.Any(v => Time(h) < Time(v))),
            AttributeType.After => has.Any(h => values.Any(v => Time(h) > Time(v))),
            AttributeType.On => has.Any(h => Time(h) is { } at && values.Any(v => Time(v)?.Date == at.Date)),
            AttributeType.Between => has.Any(h => Time(h) >= Time(values[0]) && Time(h) <= Time(values[1])),
            _ => has.Any(values.Contains),
        };
    }

    private static string[] Some(Random random, int from = 0) =>
        [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Words[random.Next(from, Words.Length)])];

    private static EndpointResponse Endpoint(Random random) => new()
    {
        Address = random.Next(4) == 0 ? null : "token",
        Attributes = random.Next(4) == 0 ? null : new Dictionary<string, IReadOnlyList<string>> { ["X"] = Some(random), ["Y"] = Some(random) },
        ChannelType = random.Next(4) == 0 ? null : Channels[random.Next(3)],
        Demographic = random.Next(3) == 0 ? null : new() { Make = Words[random.Next(3)] },
        EffectiveDate = Now.AddHours(-random.Next(1, 400)).ToString("O"),
        EndpointStatus = random.Next(3) == 0 ? EndpointStatus.Inactive : EndpointStatus.Active,
        Location = random.Next(3) == 0 ? null : new() { Country = Countries[random.Next(3)] },
        OptOut = random.Next(3) == 0 ? OptOut.All : OptOut.None,
        User = random.Next(2) == 0 ? null : new() { UserAttributes = new Dictionary<string, IReadOnlyList<string>> { ["U"] = Some(random) } },
    };

    private static SegmentDimensions Dimensions(Random random) => new()
    {
        Attributes = random.Next(2) == 0 ? null : new Dictionary<string, AttributeDimension> { [random.Next(2) == 0 ? "X" : "Y"] = Asked(random) },
        UserAttributes = random.Next(4) > 0 ? null : new Dictionary<string, AttributeDimension> { ["U"] = Asked(random) },
        Behavior = random.Next(4) > 0
            ? null
            : new() { Recency = new() { Duration = Duration.Day7, RecencyType = random.Next(2) == 0 ? RecencyType.Active : RecencyType.Inactive } },
        Demographic = random.Next(3) > 0
            ? null
            : new() { Channel = OneOf(random, ["APNS", "GCM"]), Make = random.Next(2) == 0 ? null : OneOf(random, ["a", "b"]) },
        Location = random.Next(3) > 0 ? null : new() { Country = OneOf(random, Countries) },
    };

    private static AttributeDimension Asked(Random random)
    {
        var type = (AttributeType?)random.Next(8);
        type = (int?)type == 7 ? null : type;
        return new()
        {
            AttributeType = type,
            Values = type == AttributeType.Between ? [Words[random.Next(4, 7)], Words[random.Next(4, 7)]] : Some(random, type >= AttributeType.Before ? 4 : 0),
        };
    }

    private static SetDimension OneOf(Random random, string[] words) => new()
    {
        DimensionType = random.Next(3) switch { 0 => null, 1 => DimensionType.Inclusive, _ => DimensionType.Exclusive },
        Values = [.. words.Take(random.Next(1, words.Length + 1))],
    };

    private static Combination? How(Random random) => random.Next(4) is var n and < 3 ? (Combination)n : null;

    private static SegmentGroupList Groups(Random random, SegmentResponse[] sources) => new()
    {
        Include = How(random),
        Groups = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new SegmentGroup
        {
            SourceType = How(random),
            Type = How(random),
            SourceSegments = [.. Enumerable.Range(0, random.Next(3)).Select(_ => new SegmentReference { Id = $"{random.Next(sources.Length)}" })],
            Dimensions = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Dimensions(random))],
        })],
    };
}
