using System.Diagnostics;
using System.Globalization;
using Pinpush.Audience;
using Pinpush.Wire;

namespace Pinpush.Bench;

/// <summary>A segment of four criteria, one of them exclusive, over an index of a million endpoints.</summary>
internal static class SegmentBench
{
    private const int Endpoints = 1_000_000, Times = 200;

    public static Task<Measured> RunAsync(double scale, CancellationToken cancellationToken)
    {
        var endpoints = (int)Math.Ceiling(Endpoints * scale);
        var (before, index, build) = (GC.GetTotalMemory(forceFullCollection: true), new AudienceIndex(), TimeSpan.Zero);
        for (var from = 1; from <= endpoints; from += 10_000)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = Enumerable.Range(from, Math.Min(10_000, endpoints - from + 1)).Select(i => (Id: i, Endpoint: Endpoint(i))).ToArray();
            var begun = Stopwatch.GetTimestamp();
            foreach (var (id, endpoint) in part)
            {
                index.Set(id, null, endpoint);
            }

            build += Stopwatch.GetElapsedTime(begun);
        }

        var memory = GC.GetTotalMemory(forceFullCollection: true) - before;
        var expected = Enumerable.Range(1, endpoints).LongCount(i => i % 5 == 0 && i % 50 != 35 && i % 12 is (4 or 9) && i % 3 == 0);
        var (counts, firsts) = (new List<double>(), new List<double>());
        for (var time = 0; time < Times; time++)
        {
            var begun = Stopwatch.GetTimestamp();
            var members = SegmentEvaluator.Evaluate(index, Segment, _ => null, DateTimeOffset.UnixEpoch, cancellationToken);
            var count = members.Count;
            counts.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            if (count != expected)
            {
                throw new BenchmarkFailedException($"The segment has {count} members; {expected} fit its criteria.");
            }

            begun = Stopwatch.GetTimestamp();
            var recipients = SegmentEvaluator.Evaluate(index, Segment, _ => null, DateTimeOffset.UnixEpoch, cancellationToken);
            recipients.AndWith(index.Reachable);
            var first = new int[1];
            if (recipients.Take(0, first) != Math.Min(1, expected))
            {
                throw new BenchmarkFailedException("The segment has no first recipient.");
            }

            firsts.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        counts.Sort();
        firsts.Sort();
        return Task.FromResult(new Measured("segment", null, "at 10 million: count 50 ms, first recipient 200 ms, memory 1 GiB, ready within 30 s", [
            new("endpoints", endpoints, ""), new("members", expected, ""),
            new("count p50", counts[Times / 2], "ms"), new("count p99", counts[Times * 99 / 100], "ms"),
            new("first recipient p50", firsts[Times / 2], "ms"), new("first recipient p99", firsts[Times * 99 / 100], "ms"),
            new("index memory", memory / 1048576.0, "MiB"), new("index build", build.TotalSeconds, "s")]));
    }

    private static SegmentResponse Segment { get; } = new()
    {
        ApplicationId = "app",
        Arn = "arn",
        CreationDate = "2026-01-01T00:00:00.000Z",
        Id = "segment",
        SegmentType = SegmentType.Dimensional,
        Dimensions = new SegmentDimensions
        {
            Attributes = new Dictionary<string, AttributeDimension>
            {
                ["plan"] = new() { Values = ["premium"] },
                ["city"] = new() { AttributeType = AttributeType.Exclusive, Values = ["city-35"] },
            },
            Demographic = new SegmentDemographics { AppVersion = new SetDimension { Values = ["3.4", "3.9"] } },
            UserAttributes = new Dictionary<string, AttributeDimension> { ["tier"] = new() { Values = ["gold"] } },
        },
    };

    private static EndpointResponse Endpoint(int i) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"endpoint-{i}"),
        ChannelType = ChannelType.Apns,
        EndpointStatus = "ACTIVE",
        OptOut = i % 10 == 7 ? "ALL" : "NONE",
        EffectiveDate = "2026-01-01T00:00:00.000Z",
        Attributes = new Dictionary<string, IReadOnlyList<string>> { ["plan"] = [i % 5 == 0 ? "premium" : "free"], ["city"] = [$"city-{i % 50}"], ["interests"] = [$"topic-{i % 20}", $"topic-{i % 7}"] },
        Demographic = new EndpointDemographic { AppVersion = $"3.{i % 12}", Platform = "ios", Model = $"iPhone{i % 9}" },
        User = new EndpointUser { UserId = $"user-{i}", UserAttributes = new Dictionary<string, IReadOnlyList<string>> { ["tier"] = [i % 3 == 0 ? "gold" : "silver"] } },
    };
}
