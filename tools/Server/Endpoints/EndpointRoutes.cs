using Pinpush.Server.Kernel;
using Pinpush.Contract;

namespace Pinpush.Server.Endpoints;

/// <summary>Update, UpdateBatch, Get and Delete of endpoints; Get and Delete by user.</summary>
internal static class EndpointRoutes
{
    public static EndpointStore Add(Parts parts)
    {
        var endpoints = parts.Keep(new EndpointStore(parts.Data, parts.Time, parts.Log<EndpointStore>()));
        parts.AppEnds.Add(endpoints.RemoveAppAsync);

        var routes = parts.Routes;
        routes.Map("UpdateEndpoint", async (call, cancellationToken) =>
            call.Read(WireJson.Default.EndpointRequest, out var fault) is not { } request ? fault! // set when the request is null
            : EndpointRules.Check(call.Path["endpoint-id"], request) is { Count: > 0 } wrong ? ApiAnswer.BadRequest(wrong)
            : await endpoints.UpdateAsync(call.ApplicationId, [(call.Path["endpoint-id"], request)], call.RequestId, cancellationToken) is { Count: > 0 } faults
                ? ApiAnswer.BadRequest([.. faults.Select(f => f with { Index = null })])
                : call.Accepted());
        routes.Map("UpdateEndpointsBatch", async (call, cancellationToken) =>
        {
            if (call.Read(WireJson.Default.EndpointBatchRequest, out var fault) is not { } request)
            {
                return fault!; // set when the request is null
            }

            if (request.Item is not { Count: > 0 and <= EndpointRules.MostInBatch } items)
            {
                return ApiAnswer.BadRequest([new("Item", $"Item has {request.Item?.Count ?? 0} endpoints; a batch takes 1 to {EndpointRules.MostInBatch}.")]);
            }

            var wrong = items.SelectMany((item, i) => (item is null ? [new("", "is null.")] : EndpointRules.Check(item.Id, item))
                .Select(f => f with { Index = i })).ToList();
            if (wrong.Count > 0)
            {
                return ApiAnswer.BadRequest(wrong);
            }

            // checked above
            return await endpoints.UpdateAsync(call.ApplicationId, [.. items.Select(i => (i.Id!, (EndpointRequest)i))], call.RequestId,
                cancellationToken) is { Count: > 0 } faults
                ? ApiAnswer.BadRequest(faults)
                : call.Accepted();
        });
        routes.Map("GetEndpoint", call =>
            endpoints.Get(call.ApplicationId, call.Path["endpoint-id"]) is { } found
                ? EndpointAnswers.Of(found) : NoEndpoint(call));
        routes.Map("DeleteEndpoint", async (call, cancellationToken) =>
            await endpoints.RemoveAsync(call.ApplicationId, call.Path["endpoint-id"], cancellationToken) is { } gone
                ? EndpointAnswers.Of(gone)
                : NoEndpoint(call));
        routes.Map("GetUserEndpoints", call => Users(call, endpoints.OfUser(call.ApplicationId, call.Path["user-id"])));
        routes.Map("DeleteUserEndpoints", async (call, cancellationToken) =>
            Users(call, await endpoints.RemoveUserAsync(call.ApplicationId, call.Path["user-id"], cancellationToken)));
        return endpoints;
    }

    /// <summary>The answer of calls that say no more than that.</summary>
    private static ApiAnswer Accepted(this ApiCall call) =>
        ApiAnswer.Of(new MessageBody { Message = AwsTexts.Accepted, RequestID = call.RequestId }, WireJson.Default.MessageBody);

    private static ApiAnswer Users(ApiCall call, IReadOnlyList<EndpointResponse> found) => found.Count > 0
        ? EndpointAnswers.Of(found)
        : ApiAnswer.NoResource($"user '{call.Path["user-id"]}' has no endpoint in app '{call.ApplicationId}'.");

    private static ApiAnswer NoEndpoint(ApiCall call) =>
        ApiAnswer.NoResource($"app '{call.ApplicationId}' has no endpoint '{call.Path["endpoint-id"]}'.");
}
