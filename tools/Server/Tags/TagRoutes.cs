using Pinpush.Contract;
using Pinpush.Server.Kernel;

namespace Pinpush.Server.Tags;

/// <summary>TagResource, UntagResource and ListTagsForResource on every kind of resource that has tags.</summary>
internal static class TagRoutes
{
    public static void Add(Parts parts)
    {
        var routes = parts.Routes;
        routes.Map("ListTagsForResource", (call, token) => ChangeAsync(call, tags => tags, Of, token));
        routes.Map("TagResource", async (call, token) =>
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
            }, _ => ApiAnswer.Empty, token);
            return faults.Count > 0 ? ApiAnswer.BadRequest(faults) : answer;
        });
        routes.Map("UntagResource", async (call, token) =>
        {
            var gone = call.Query["tagKeys"].ToHashSet(StringComparer.Ordinal);
            return gone.Count == 0
                ? ApiAnswer.BadRequest("tagKeys is missing: name at least one tag to remove.")
                : await ChangeAsync(call, tags => tags?.Where(t => !gone.Contains(t.Key)).ToDictionary(), _ => ApiAnswer.Empty, token);
        });

        async ValueTask<ApiAnswer> ChangeAsync(ApiCall call, TagChange change, Func<Tagged, ApiAnswer> answer, CancellationToken cancellationToken)
        {
            var arn = call.Path["resource-arn"];
            if (parts.Tagged.Of(arn) is not { } tag)
            {
                return ApiAnswer.BadRequest($"'{arn}' is not the ARN of an app, a segment, a campaign or a push template.");
            }

            return await tag(change, cancellationToken) is { } tagged ? answer(tagged) : ApiAnswer.NoResource($"there is no '{arn}'.");
        }
    }

    private static ApiAnswer Of(Tagged tagged) =>
        ApiAnswer.Of(new TagsModel { Tags = tagged.Tags ?? new Dictionary<string, string>() }, WireJson.Default.TagsModel);
}
