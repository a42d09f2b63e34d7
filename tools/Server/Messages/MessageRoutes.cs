using Pinpush.Server.Api;
using Pinpush.Server.Apps;
using Pinpush.Server.Templates;
using Pinpush.Contract;

namespace Pinpush.Server.Messages;

/// <summary>SendMessages and SendUsersMessages: 200 with one result per recipient, even when every one failed.</summary>
internal static class MessageRoutes
{
    public static void MapMessages(this RouteTable routes, AppStore apps, TemplateStore templates, Dispatcher dispatcher)
    {
        routes.MapOfApp(apps, "SendMessages", async (call, cancellationToken) =>
            call.Read(WireJson.Default.MessageRequest, out var fault) is not { } request ? fault! // set when the request is null
            : MessageRules.Check(request) is { Count: > 0 } faults ? ApiAnswer.BadRequest(faults)
            : templates.Find(request.TemplateConfiguration, out var missing) is var template && missing is not null ? ApiAnswer.BadRequest([missing])
            : ApiAnswer.Of(await dispatcher.SendAsync(call.ApplicationId, request, template, call.RequestId, cancellationToken), WireJson.Default.MessageResponse));
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

            var template = templates.Find(request.TemplateConfiguration, out var missing);
            if (missing is not null)
            {
                return ApiAnswer.BadRequest([missing]);
            }

            var response = await dispatcher.SendAsync(call.ApplicationId, request, template, call.RequestId, cancellationToken);
            return response.Result!.Values.All(r => r.Count == 0) // set by the dispatcher
                ? ApiAnswer.NotFound($"Resource not found: none of the users has an endpoint in app '{call.ApplicationId}'.")
                : ApiAnswer.Of(response, WireJson.Default.SendUsersMessageResponse);
        });
    }
}
