using Pinpush.Contract;

namespace Pinpush.Audience;

/// <summary>Who is in a segment: bitmap logic on the index. Members that cannot be reached are in it too; a campaign leaves them out.</summary>
public static class SegmentEvaluator
{
    /// <summary>Longest chain of segments that stand on other segments.</summary>
    public const int MostDepth = 16;

    /// <param name="source">Finds a segment that another one stands on; null when it is gone.</param>
    /// <param name="now">The moment that recency counts from.</param>
    /// <exception cref="UnknownAudienceException">
    /// It cannot be evaluated: a source is gone, the chain is too long or a circle, or a criterion is not served. Never read as everybody.
    /// </exception>
    public static Bitmap Evaluate(
        AudienceIndex index, SegmentResponse segment, Func<SegmentReference, SegmentResponse?> source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(segment);
        ArgumentNullException.ThrowIfNull(source);
        return index.Read(() => new Evaluation(index, source, now, cancellationToken).Of(segment, 0));
    }

    private sealed class Evaluation(
        AudienceIndex index, Func<SegmentReference, SegmentResponse?> source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A segment that many others stand on is evaluated once. Nobody changes what is kept here: Combine makes a set of its own.
        private readonly Dictionary<(string Id, int? Version), Bitmap> known = [];

        public Bitmap Of(SegmentResponse segment, int depth)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (depth > MostDepth)
            {
                throw new UnknownAudienceException($"Segment '{segment.Id}' stands on a chain of more than {MostDepth} segments, or on itself.");
            }

            return known.TryGetValue((segment.Id, segment.Version), out var members)
                ? members
                : known[(segment.Id, segment.Version)] = Evaluate(segment, depth);
        }

        private Bitmap Evaluate(SegmentResponse segment, int depth)
        {
            return segment.SegmentType != SegmentType.Dimensional
                ? throw new UnknownAudienceException($"Segment '{segment.Id}' is imported; imported segments are not served.")
                : segment.SegmentGroups is { } groups ? Combine(groups.Include ?? Combination.All, [.. (groups.Groups ?? []).Select(g => Group(g, depth))])
                : segment.Dimensions is { } dimensions ? Dimensions(dimensions)
                : index.Everyone_NeedsRead();
        }

        private Bitmap Group(SegmentGroup group, int depth)
        {
            var sources = (group.SourceSegments ?? []).Select(r =>
                Of(source(r) ?? throw new UnknownAudienceException($"The source segment '{r.Id}' is gone."), depth + 1)).ToList();
            var members = sources.Count == 0 ? index.Everyone_NeedsRead() : Combine(group.SourceType ?? Combination.All, sources);
            if (group.Dimensions is { Count: > 0 } dimensions)
            {
                members.AndWith(Combine(group.Type ?? Combination.All, [.. dimensions.Select(Dimensions)]));
            }

            return members;
        }

        private Bitmap Combine(Combination how, IReadOnlyList<Bitmap> parts)
        {
            var (result, begun) = how switch
            {
                Combination.Any => (new Bitmap(), 0),
                Combination.All when parts.Count > 0 => (parts[0].Clone(), 1), // a copy: it may be one that is kept
                _ => (index.Everyone_NeedsRead(), 0),
            };
            foreach (var part in parts.Skip(begun))
            {
                switch (how)
                {
                    case Combination.All:
                        result.AndWith(part);
                        break;
                    case Combination.Any:
                        result.OrWith(part);
                        break;
                    default:
                        result.AndNotWith(part);
                        break;
                }
            }

            return result;
        }

        private Bitmap Dimensions(SegmentDimensions dimensions)
        {
            var members = index.Everyone_NeedsRead();
            foreach (var (name, dimension) in dimensions.Attributes ?? new Dictionary<string, AttributeDimension>())
            {
                Narrow(members, EndpointTerms.Attribute(name), dimension);
            }

            foreach (var (name, dimension) in dimensions.UserAttributes ?? new Dictionary<string, AttributeDimension>())
            {
                Narrow(members, EndpointTerms.UserAttribute(name), dimension);
            }

            foreach (var criterion in SetCriterion.All)
            {
                if (criterion.Of(dimensions) is { } dimension)
                {
                    Narrow(members, index.With_NeedsRead(criterion.Member, dimension.Values ?? []), dimension.DimensionType != DimensionType.Exclusive);
                }
            }

            if (dimensions.Behavior?.Recency is { } recency)
            {
                var length = recency.Duration switch
                {
                    Duration.Hr24 => TimeSpan.FromHours(24),
                    Duration.Day7 => TimeSpan.FromDays(7),
                    Duration.Day14 => TimeSpan.FromDays(14),
                    Duration.Day30 => TimeSpan.FromDays(30),
                    _ => throw new UnknownAudienceException("A criterion on recency has no Duration."),
                };
                var active = recency.RecencyType ?? throw new UnknownAudienceException("A criterion on recency has no RecencyType.");
                Narrow(members, index.ActiveSince_NeedsRead(now - length), active == RecencyType.Active);
            }

            return SegmentRules.IsServed(dimensions) ? members : throw new UnknownAudienceException("The segment has a criterion that is not served.");
        }

        private void Narrow(Bitmap members, string field, AttributeDimension dimension)
        {
            var (type, values) = (dimension.AttributeType ?? AttributeType.Inclusive, dimension.Values ?? []);
            var found = type switch
            {
                AttributeType.Inclusive or AttributeType.Exclusive => index.With_NeedsRead(field, values),
                AttributeType.Contains => index.Where_NeedsRead(field, v => values.Any(part => v.Contains(part, StringComparison.Ordinal)), cancellationToken),
                _ => index.Where_NeedsRead(field, TimeTest(type, [.. values.Select(Instant)]), cancellationToken),
            };
            Narrow(members, found, type != AttributeType.Exclusive);
        }

        // A value that is no ISO instant fits no test of time. ON looks at the day in UTC; BETWEEN takes both ends in.
        private static Func<string, bool> TimeTest(AttributeType type, DateTimeOffset?[] limits) => value => Instant(value) is { } at && type switch
        {
            AttributeType.Before => limits.Any(l => at < l),
            AttributeType.After => limits.Any(l => at > l),
            AttributeType.On => limits.Any(l => at.UtcDateTime.Date == l?.UtcDateTime.Date),
            _ => limits is [{ } from, { } to] && at >= from && at <= to,
        };

        private static DateTimeOffset? Instant(string text) => IsoTime.TryParse(text, out var at) ? at : null;

        private static void Narrow(Bitmap members, Bitmap found, bool keep)
        {
            if (keep)
            {
                members.AndWith(found);
            }
            else
            {
                members.AndNotWith(found);
            }
        }
    }
}
