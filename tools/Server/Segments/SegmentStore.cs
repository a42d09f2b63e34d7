using Pinpush.Audience;
using Pinpush.Contract;
using Pinpush.Server.Endpoints;
using Pinpush.Server.Identity;
using Pinpush.Server.Kernel;
using Pinpush.Server.Storage;
using Pinpush.Server.Tags;

namespace Pinpush.Server.Segments;

/// <summary>Segments with all their versions, and who is in them.</summary>
internal sealed class SegmentStore(DocumentFile file, Account account, EndpointStore endpoints, TimeProvider time)
    : IDisposable
{
    private readonly Documents<SegmentResponse> segments = new(file, "segment", WireJson.Default.SegmentResponse,
        (old, next, all) => ResourceKey.Check(old?.Tags, next.Tags, all.Where(s => s.ApplicationId == next.ApplicationId).Select(s => (s.Arn, s.Tags))));

    public SegmentResponse? Get(string app, string id) => segments.Get(app, id);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<SegmentResponse> List(string app) =>
        [.. segments.Of(app).OrderByDescending(s => s.CreationDate, StringComparer.Ordinal).ThenBy(s => s.Id, StringComparer.Ordinal)];

    /// <summary>Oldest first; empty when there is no such segment.</summary>
    public IReadOnlyList<SegmentResponse> Versions(string app, string id) => segments.Versions(app, id);

    public async Task<SegmentResponse> AddAsync(string app, string region, WriteSegmentRequest request, CancellationToken cancellationToken)
    {
        var (id, now) = (Ids.New(), time.Stamp());
        var segment = new SegmentResponse
        {
            Id = id,
            ApplicationId = app,
            Arn = account.Arn(region, $"apps/{app}/segments/{id}"),
            Name = request.Name,
            SegmentType = SegmentType.Dimensional,
            Dimensions = request.Dimensions,
            SegmentGroups = request.SegmentGroups,
            Tags = request.Tags,
            CreationDate = now,
            LastModifiedDate = now,
            Version = 1,
        };
        await segments.ChangeAsync(app, id, _ => segment, newVersion: true, cancellationToken);
        return segment;
    }

    /// <summary>
    /// Adds a version. What the request leaves out stays; Dimensions or SegmentGroups take the place of both, and empty Dimensions are everybody.
    /// Tags are not changed here. Null when there is no such segment.
    /// </summary>
    public Task<SegmentResponse?> UpdateAsync(string app, string id, WriteSegmentRequest request, CancellationToken cancellationToken) =>
        segments.ChangeAsync(app, id, old =>
        {
            var isSame = request is { Dimensions: null, SegmentGroups: null };
            return old is null ? null : old with
            {
                Name = request.Name ?? old.Name,
                Dimensions = isSame ? old.Dimensions : request.Dimensions,
                SegmentGroups = isSame ? old.SegmentGroups : request.SegmentGroups,
                LastModifiedDate = time.Stamp(),
                Version = old.Version + 1,
            };
        }, newVersion: true, cancellationToken);

    public Task<SegmentResponse?> TagAsync(
        string app, string id, TagChange change, CancellationToken cancellationToken) =>
        segments.ChangeAsync(app, id, old => old is null ? null : old with { Tags = change(old.Tags) }, newVersion: false, cancellationToken);

    public Task<SegmentResponse?> RemoveAsync(string app, string id, CancellationToken cancellationToken) => segments.RemoveAsync(app, id, cancellationToken);

    /// <summary>The numbers of the endpoints that are in a segment now, reachable or not.</summary>
    /// <exception cref="UnknownAudienceException">It cannot be evaluated: a source segment is gone, say. Never read as everybody.</exception>
    public Bitmap Members(SegmentResponse segment, CancellationToken cancellationToken) => SegmentEvaluator.Evaluate(
        endpoints.Index(segment.ApplicationId), segment, r => Find(segment.ApplicationId, r), time.GetUtcNow(), cancellationToken);

    /// <summary>The same of a segment that is not written yet.</summary>
    /// <exception cref="UnknownAudienceException">It cannot be evaluated.</exception>
    public Bitmap Members(string app, WriteSegmentRequest request, CancellationToken cancellationToken) => Members(
        new SegmentResponse
        {
            Id = "",
            ApplicationId = app,
            Arn = "",
            SegmentType = SegmentType.Dimensional,
            Dimensions = request.Dimensions,
            SegmentGroups = request.SegmentGroups,
            CreationDate = "",
        }, cancellationToken);

    /// <summary>What is wrong with the segments that a segment would stand on: one is not there, or they lead back to it, or the chain is too long.</summary>
    /// <param name="id">The segment that would have them; null when it is new.</param>
    public IReadOnlyList<Fault> CheckSources(string app, string? id, SegmentGroupList? groups)
    {
        var (faults, lengths) = (new List<Fault>(), new Dictionary<SegmentResponse, int>(ReferenceEqualityComparer.Instance));
        if (Length(groups, depth: 0) > SegmentEvaluator.MostDepth)
        {
            faults.Add(new("SegmentGroups", $"SegmentGroups: the segment stands on itself, or on a chain of more than {SegmentEvaluator.MostDepth} segments."));
        }

        return faults;

        // How many segments follow one another below these groups. A reference without a version means the newest one, so one that leads back never ends.
        int Length(SegmentGroupList? below, int depth)
        {
            var longest = 0;
            foreach (var reference in (below?.Groups ?? []).SelectMany(g => g.SourceSegments ?? []))
            {
                if ((reference.Id == id && reference.Version is null) || depth > SegmentEvaluator.MostDepth)
                {
                    return int.MaxValue;
                }

                if (Find(app, reference) is not { } source)
                {
                    if (depth == 0)
                    {
                        faults.Add(new("SegmentGroups",
                            $"SegmentGroups: there is no segment '{reference.Id}'{(reference.Version is { } v ? $" with a version {v}" : "")} in this app."));
                    }

                    continue;
                }

                if (!lengths.TryGetValue(source, out var length))
                {
                    lengths[source] = int.MaxValue; // met again while it is looked at: a circle
                    lengths[source] = length = Length(source.SegmentGroups, depth + 1);
                }

                longest = Math.Max(longest, length == int.MaxValue ? length : length + 1);
            }

            return longest;
        }
    }

    private SegmentResponse? Find(string app, SegmentReference reference) => reference.Id is not { } id ? null
        : reference.Version is { } version ? segments.Versions(app, id).ElementAtOrDefault(version - 1)
        : segments.Get(app, id);

    public void Dispose() => segments.Dispose();
}
