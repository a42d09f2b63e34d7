using Pinpush.Server.Api;
using Pinpush.Contract;

namespace Pinpush.Server.Tags;

/// <summary>Changes the tags of one resource; null when there is no such resource.</summary>
/// <param name="owner">An app's id, or a template's name.</param>
/// <param name="id">Of what belongs to the app; null for the owner itself.</param>
internal delegate Task<Tagged?> TagChange(
    string owner, string? id, Func<IReadOnlyDictionary<string, string>?, IReadOnlyDictionary<string, string>?> change, CancellationToken cancellationToken);

/// <summary>The tags that a resource has after a change.</summary>
internal sealed record Tagged(IReadOnlyDictionary<string, string>? Tags);

/// <summary>TagResource, UntagResource and ListTagsForResource on apps, segments, campaigns and push templates.</summary>
internal static class TagRoutes
{
    /// <param name="kinds">By the word in the ARN: <c>apps</c>, <c>segments</c>, <c>campaigns</c>, <c>templates</c>.</param>
    public static void MapTags(this RouteTable routes, IReadOnlyDictionary<string, TagChange> kinds)
    {
        async Task<ApiAnswer> ChangeAsync(
            ApiCall call, Func<IReadOnlyDictionary<string, string>?, IReadOnlyDictionary<string, string>?> change, Func<Tagged, ApiAnswer> answer, CancellationToken cancellationToken)
        {
            // arn:aws:mobiletargeting:eu-west-1:000000000000:apps/0a1b/segments/2c3d, ...:templates/welcome/PUSH
            var arn = call.Path["resource-arn"];
            var resource = arn.Split(':', 6) is ["arn", _, "mobiletargeting", _, _, var r] ? r.Split('/') : [];
            var (kind, owner, id) = resource switch
            {
                ["apps", var a] => ("apps", a, null),
                ["apps", var a, ("segments" or "campaigns") and var k, var i] => (k, a, i),
                ["templates", var name, "PUSH"] => ("templates", name, null),
                _ => ("", "", (string?)null),
            };
            if (!kinds.TryGetValue(kind, out var tag))
            {
                return ApiAnswer.BadRequest($"'{arn}' is not the ARN of an app, a segment, a campaign or a push template.");
            }

            return await tag(owner, id, change, cancellationToken) is { } tagged ? answer(tagged) : ApiAnswer.NotFound($"Resource not found: there is no '{arn}'.");
        }

        routes.Map("ListTagsForResource", async (call, cancellationToken) => await ChangeAsync(
            call, tags => tags, t => ApiAnswer.Of(new TagsModel { Tags = t.Tags ?? new Dictionary<string, string>() }, WireJson.Default.TagsModel), cancellationToken));
        routes.Map("TagResource", async (call, cancellationToken) =>
        {
            if (call.Read(WireJson.Default.TagsModel, out var fault) is not { } request)
            {
                return fault!; // set when the request is null
            }

            IReadOnlyList<Fault> faults = [];
            var answer = await ChangeAsync(call, old =>
            {
                var merged = new Dictionary<string, string>(old ?? new Dictionary<string, string>());
                foreach (var (key, value) in request.Tags ?? new Dictionary<string, string>())
                {
                    merged[key] = value;
                }

                faults = TagRules.Check(merged);
                return faults.Count > 0 ? old : merged;
            }, _ => ApiAnswer.Empty, cancellationToken);
            return faults.Count > 0 ? ApiAnswer.BadRequest(faults) : answer;
        });
        routes.Map("UntagResource", async (call, cancellationToken) =>
        {
            var gone = call.Query["tagKeys"].ToHashSet(StringComparer.Ordinal);
            return gone.Count == 0
                ? ApiAnswer.BadRequest("tagKeys is missing: name at least one tag to remove.")
                : await ChangeAsync(call, tags => tags?.Where(t => !gone.Contains(t.Key)).ToDictionary(), _ => ApiAnswer.Empty, cancellationToken);
        });
    }
}
