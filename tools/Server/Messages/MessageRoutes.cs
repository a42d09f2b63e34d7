using Pinpush.Server.Api;
using Pinpush.Server.Apps;
using Pinpush.Wire;

namespace Pinpush.Server.Messages;

/// <summary>SendMessages and SendUsersMessages: 200 with one result per recipient, even when every one failed.</summary>
internal static class MessageRoutes
{
    public static void MapMessages(this RouteTable routes, AppStore apps, Dispatcher dispatcher)
    {
        routes.MapOfApp(apps, "SendMessages", async (call, cancellationToken) =>
            call.Read(WireJson.Default.MessageRequest, out var fault) is not { } request ? fault! // set when the request is null
            : MessageRules.Check(request) is { Count: > 0 } faults ? ApiAnswer.BadRequest(faults)
            : ApiAnswer.Of(await dispatcher.SendAsync(call.ApplicationId, request, call.RequestId, cancellationToken), WireJson.Default.MessageResponse));
        routes.MapOfApp(apps, "SendUsersMessages", async (call, cancellationToken) =>
        {
            if (call.Read(WireJson.Default.SendUsersMessageRequest, out var fault) is not { } request)
            {
                return fault!; // set when the request is null
            }

            if (MessageRules.Check(request) is { Count: > 0 } faults)
            {
                return ApiAnswer.BadRequest(faults);
            }

            var response = await dispatcher.SendAsync(call.ApplicationId, request, call.RequestId, cancellationToken);
            return response.Result!.Values.All(r => r.Count == 0) // set by the dispatcher
                ? ApiAnswer.NotFound($"Resource not found: none of the users has an endpoint in app '{call.ApplicationId}'.")
                : ApiAnswer.Of(response, WireJson.Default.SendUsersMessageResponse);
        });
    }
}
