using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using Pinpush.Audience;
using Pinpush.Contract;

namespace Pinpush.Bench;

/// <summary>
/// Builds an index of made-up endpoints and counts a segment on it, against the least work that gives the same number:
/// a plain bit per endpoint and criterion, all looked at in one pass.
/// </summary>
internal static class SegmentRun
{
    private const int Times = 200;

    /// <param name="criteria">For each criterion whether endpoint number i has one of its values.</param>
    /// <param name="combine">64 endpoints at a time: one word of each criterion in, the members out.</param>
    public static Measured Measure(string name, int endpoints, SegmentDimensions? dimensions, SegmentGroupList? groups, Func<int, bool>[] criteria,
        Func<ulong[][], int, ulong> combine, CancellationToken cancellationToken)
    {
        var segment = new SegmentResponse
        {
            ApplicationId = "app",
            Arn = "arn",
            CreationDate = "2026-01-01T00:00:00.000Z",
            Id = "segment",
            SegmentType = SegmentType.Dimensional,
            Dimensions = dimensions,
            SegmentGroups = groups,
        };
        var (index, build, memory) = Build(endpoints, cancellationToken);
        var bits = Array.ConvertAll(criteria, fits => Bits(endpoints, fits));
        var (counts, bare, firsts, members) = (new double[Times], new double[Times], new double[Times], 0L);
        for (var time = 0; time < Times; time++)
        {
            var begun = Stopwatch.GetTimestamp();
            members = 0;
            for (var word = 0; word < bits[0].Length; word++)
            {
                members += BitOperations.PopCount(combine(bits, word));
            }

            bare[time] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            begun = Stopwatch.GetTimestamp();
            var count = SegmentEvaluator.Evaluate(index, segment, _ => null, DateTimeOffset.UnixEpoch, cancellationToken).Count;
            counts[time] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            if (count != members)
            {
                throw new BenchmarkFailedException($"The segment has {count} members; {members} fit its criteria.");
            }

            begun = Stopwatch.GetTimestamp();
            var recipients = SegmentEvaluator.Evaluate(index, segment, _ => null, DateTimeOffset.UnixEpoch, cancellationToken);
            recipients.AndWith(index.Reachable);
            if (recipients.Take(0, new int[1]) != Math.Min(1, recipients.Count))
            {
                throw new BenchmarkFailedException("The segment has no first recipient.");
            }

            firsts[time] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }

        Array.Sort(counts);
        Array.Sort(bare);
        Array.Sort(firsts);
        return new Measured(name, [
            new("ratio to one pass over plain bits", bare[Times / 2] / counts[Times / 2]), new("endpoints", endpoints),
            new("criteria", criteria.Length), new("members", members),
            new("count p50", counts[Times / 2], "ms"), new("count p99", counts[Times * 99 / 100], "ms", new(50, AtMost: true)),
            new("plain bits p50", bare[Times / 2], "ms"),
            new("first recipient p50", firsts[Times / 2], "ms"), new("first recipient p99", firsts[Times * 99 / 100], "ms", new(200, AtMost: true)),
            new("index memory", memory / 1048576.0, "MiB", new(1024, AtMost: true)), new("index built in memory", build.TotalSeconds, "s")]);
    }

    private static (AudienceIndex Index, TimeSpan Build, long Memory) Build(int endpoints, CancellationToken cancellationToken)
    {
        const int Part = 10_000;
        var (before, index, build) = (GC.GetTotalMemory(forceFullCollection: true), new AudienceIndex(), TimeSpan.Zero);
        for (var from = 0; from < endpoints; from += Part)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = Enumerable.Range(from, Math.Min(Part, endpoints - from)).Select(Endpoint).ToArray();
            var begun = Stopwatch.GetTimestamp();
            for (var i = 0; i < part.Length; i++)
            {
                index.Set(from + i, null, part[i]);
            }

            build += Stopwatch.GetElapsedTime(begun);
        }

        return (index, build, GC.GetTotalMemory(forceFullCollection: true) - before);
    }

    private static ulong[] Bits(int endpoints, Func<int, bool> fits)
    {
        var bits = new ulong[(endpoints + 63) / 64];
        for (var i = 0; i < endpoints; i++)
        {
            bits[i / 64] |= fits(i) ? 1ul << (i % 64) : 0;
        }

        return bits;
    }

    private static EndpointResponse Endpoint(int i) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"endpoint-{i}"),
        ChannelType = ChannelType.Apns,
        EndpointStatus = EndpointStatus.Active,
        OptOut = i % 10 == 7 ? OptOut.All : OptOut.None,
        EffectiveDate = "2026-01-01T00:00:00.000Z",
        Attributes = new Dictionary<string, IReadOnlyList<string>>
        {
            ["plan"] = [i % 5 == 0 ? "premium" : "free"],
            ["city"] = [$"city-{i % 50}"],
            ["interests"] = [$"topic-{i % 20}", $"topic-{i % 7}"],
        },
        Demographic = new EndpointDemographic { AppVersion = $"3.{i % 12}", Platform = "ios", Model = $"iPhone{i % 9}" },
        User = new EndpointUser
        {
            UserId = $"user-{i}",
            UserAttributes = new Dictionary<string, IReadOnlyList<string>> { ["tier"] = [i % 3 == 0 ? "gold" : "silver"] },
        },
    };
}
