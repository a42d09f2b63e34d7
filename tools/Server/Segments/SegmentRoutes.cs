using System.Globalization;
using System.Text.Json;
using Pinpush.Audience;
using Pinpush.Contract;
using Pinpush.Server.Endpoints;
using Pinpush.Server.Kernel;

namespace Pinpush.Server.Segments;

/// <summary>Create, Get, Update, Delete and the versions of segments; the answer to an <see cref="AudienceQuery"/>.</summary>
internal static class SegmentRoutes
{
    public static SegmentStore Add(Parts parts, EndpointStore endpoints)
    {
        var segments = parts.Keep(new SegmentStore(parts.Documents, parts.Account, endpoints, parts.Time));
        parts.Tagged.Add("apps/*/segments/*", async (names, change, token) =>
            await segments.TagAsync(names[0], names[1], change, token) is { } s ? new Tagged(s.Tags) : null);
        MapAudience(parts, segments, endpoints);

        var routes = parts.Routes;
        routes.Map("CreateSegment", async (call, cancellationToken) =>
            Read(call, segments, out var fault) is not { } request ? fault! // set when the request is null
            : Of(await segments.AddAsync(call.ApplicationId, call.Region, request, cancellationToken)));
        routes.Map("UpdateSegment", async (call, cancellationToken) =>
            segments.Get(call.ApplicationId, call.Path["segment-id"]) is null ? NoSegment(call)
            : Read(call, segments, out var fault) is not { } request ? fault! // set when the request is null
            : await segments.UpdateAsync(call.ApplicationId, call.Path["segment-id"], request, cancellationToken) is { } segment
            ? Of(segment) : NoSegment(call), Repeat.ActsAnew);
        routes.Map("GetSegment", call => segments.Get(call.ApplicationId, call.Path["segment-id"]) is { } segment ? Of(segment) : NoSegment(call));
        routes.Map("DeleteSegment", async (call, cancellationToken) =>
            await segments.RemoveAsync(call.ApplicationId, call.Path["segment-id"], cancellationToken) is { } segment ? Of(segment) : NoSegment(call));
        routes.Map("GetSegments", call => Page(call, segments.List(call.ApplicationId), s => s.Id));
        routes.Map("GetSegmentVersions",
            call => Versions(call) is { Count: > 0 } versions ? Page(call, [.. versions.Reverse()], s => $"{s.Version}") : NoSegment(call));
        routes.Map("GetSegmentVersion", call =>
            Versions(call).FirstOrDefault(s => s.Version?.ToString(CultureInfo.InvariantCulture) == call.Path["version"]) is { } segment
                ? Of(segment) : NoSegment(call));
        return segments;

        IReadOnlyList<SegmentResponse> Versions(ApiCall call) => segments.Versions(call.ApplicationId, call.Path["segment-id"]);
    }

    private static void MapAudience(Parts parts, SegmentStore segments, EndpointStore endpoints) => parts.Own.Map(
        AudienceQuery.At, AudienceQuery.Read, (query, cancellationToken) =>
    {
        var (app, id, version, text) = query;
        var segment = id is null ? null : version is { } number ? segments.Versions(app, id).ElementAtOrDefault(number - 1) : segments.Get(app, id);
        if (id is null ? !parts.Routes.HasApp(app) : segment is null)
        {
            return Task.FromResult(ApiAnswer.NoResource(
                id is null ? $"there is no app '{app}'." : $"app '{app}' has no segment '{id}'{(version is null ? "" : $" with a version {version}")}."));
        }

        var faults = new List<Fault>();
        var definition = text is null ? null : Read(app, id, text, segments, faults);
        if (faults.Count > 0)
        {
            return Task.FromResult(ApiAnswer.BadRequest(faults));
        }

        try
        {
            var members = definition is not null ? segments.Members(app, definition, cancellationToken)
                : segment is not null ? segments.Members(segment, cancellationToken)
                : endpoints.Index(app).Everyone;
            var total = members.Count;
            members.AndWith(endpoints.Index(app).Reachable);
            return Task.FromResult(ApiAnswer.Of(new AudienceSize(total, members.Count), WireJson.Default.AudienceSize));
        }
        catch (UnknownAudienceException e)
        {
            return Task.FromResult(ApiAnswer.BadRequest($"The audience cannot be read: {e.Message}"));
        }
    });

    // A segment that is not written yet, judged as if it were.
    private static WriteSegmentRequest? Read(string app, string? id, string text, SegmentStore segments, List<Fault> faults)
    {
        try
        {
            if (JsonSerializer.Deserialize(text, WireJson.Default.WriteSegmentRequest) is { } request)
            {
                faults.AddRange(SegmentRules.Check(request));
                faults.AddRange(faults.Count > 0 ? [] : segments.CheckSources(app, id, request.SegmentGroups));
                return request;
            }
        }
        catch (JsonException)
        {
            // told below
        }

        faults.Add(new("", "definition is not the JSON of a WriteSegmentRequest."));
        return null;
    }

    private static WriteSegmentRequest? Read(ApiCall call, SegmentStore segments, out ApiAnswer? fault)
    {
        if (call.Read(WireJson.Default.WriteSegmentRequest, out fault) is not { } request)
        {
            return null;
        }

        var faults = SegmentRules.Check(request).ToList();
        if (call.Path.TryGetValue("segment-id", out var id))
        {
            faults.AddRange(TagRules.CheckUpdate(segments.Get(call.ApplicationId, id)?.Tags, request.Tags));
        }

        if (faults.Count == 0)
        {
            faults.AddRange(segments.CheckSources(call.ApplicationId, id, request.SegmentGroups));
        }

        if (faults.Count > 0)
        {
            fault = ApiAnswer.BadRequest(faults);
            return null;
        }

        return request;
    }

    private static ApiAnswer Page(ApiCall call, IReadOnlyList<SegmentResponse> all, Func<SegmentResponse, string> id) => call.Page(all, id, (page, next) =>
        ApiAnswer.Listed(new SegmentsResponse { Item = [.. page.Select(Whole)], NextToken = next }, WireJson.Default.SegmentsResponse));

    private static ApiAnswer Of(SegmentResponse segment) => ApiAnswer.Of(Whole(segment), WireJson.Default.SegmentResponse);

    private static SegmentResponse Whole(SegmentResponse segment) => segment with { Tags = segment.Tags ?? new Dictionary<string, string>() };

    private static ApiAnswer NoSegment(ApiCall call) => ApiAnswer.NoResource(
        $"app '{call.ApplicationId}' has no segment "
            + $"'{call.Path["segment-id"]}'{(call.Path.TryGetValue("version", out var v) ? $" with a version {v}" : "")}.");
}
