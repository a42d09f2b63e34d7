using Pinpush.Contract;
using Pinpush.Server.Delivery;
using Pinpush.Server.Endpoints;
using Pinpush.Server.Kernel;
using Pinpush.Server.Templates;

namespace Pinpush.Server.Messages;

/// <summary>SendMessages and SendUsersMessages: 200 with one result per recipient, even when every one failed.</summary>
internal static class MessageRoutes
{
    public static void Add(Parts parts, TemplateStore templates, EndpointStore endpoints, Deliverer deliverer)
    {
        var dispatcher = new Dispatcher(deliverer, endpoints, parts.Time, parts.Stopping);
        parts.Routes.Map("SendMessages", WireJson.Default.MessageRequest, MessageRules.Check, async (call, request, token) =>
            templates.Find(request.TemplateConfiguration, out var missing) is var template && missing is not null ? ApiAnswer.BadRequest([missing])
            : ApiAnswer.Of(await dispatcher.SendAsync(call.ApplicationId, request, template, call.RequestId, token), WireJson.Default.MessageResponse));
        parts.Routes.Map("SendUsersMessages", WireJson.Default.SendUsersMessageRequest, MessageRules.Check, async (call, request, token) =>
        {
            var template = templates.Find(request.TemplateConfiguration, out var missing);
            if (missing is not null)
            {
                return ApiAnswer.BadRequest([missing]);
            }

            return await dispatcher.SendAsync(call.ApplicationId, request, template, call.RequestId, token) is { } response
                ? ApiAnswer.Of(response, WireJson.Default.SendUsersMessageResponse)
                : ApiAnswer.NoResource($"none of the users has an endpoint in app '{call.ApplicationId}'.");
        });
    }
}
