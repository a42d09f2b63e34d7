using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Pinpush.Contract;
using Pinpush.Gateways;
using Pinpush.Gateways.Senders;
using Pinpush.Messages;
using Pinpush.Messages.Layers;
using Pinpush.Messages.Payloads;
using Pinpush.Server.Channels;
using Pinpush.Server.Endpoints;

namespace Pinpush.Server.Messages;

/// <summary>Direct sends: (1) resolve the recipients, (2) shape per channel, (3) push, (4) one result per address, (5) deactivate the endpoints of dead tokens.</summary>
internal sealed class Dispatcher(ChannelStore channels, EndpointStore endpoints, ILogger<Dispatcher> log)
{
    private const int AtOnce = 64;

    public async Task<MessageResponse> SendAsync(string app, MessageRequest request, PushNotificationTemplateResponse? template, string requestId, CancellationToken cancellationToken)
    {
        var send = new Send(app, request.MessageConfiguration!, template, request.Context, request.TraceId); // checked by MessageRules
        var addresses = new ConcurrentDictionary<string, MessageResult>(StringComparer.Ordinal);
        var dead = new ConcurrentBag<DeadAddress>();
        await Parallel.ForEachAsync(request.Addresses ?? new Dictionary<string, AddressConfiguration>(), Options(cancellationToken), async (a, token) =>
            addresses[a.Key] = await PushAsync(send, new EndpointResponse { Address = a.Key, ChannelType = a.Value.ChannelType }, MessageOverrides.Of(a.Value), a.Value.Context, dead, token)); // checked by MessageRules
        await DeactivateAsync(app, dead);
        var recipients = (request.Endpoints ?? new Dictionary<string, EndpointSendConfiguration>())
            .Select(e => (e.Key, endpoints.Get(app, e.Key), (EndpointSendConfiguration?)e.Value)).ToList();
        var results = await ToEndpointsAsync(send, recipients, cancellationToken); // (1)
        return new MessageResponse
        {
            ApplicationId = app,
            RequestId = requestId,
            Result = addresses.IsEmpty ? null : addresses,
            EndpointResult = results.Count == 0 ? null : results,
        };
    }

    public async Task<SendUsersMessageResponse> SendAsync(string app, SendUsersMessageRequest request, PushNotificationTemplateResponse? template, string requestId, CancellationToken cancellationToken)
    {
        var send = new Send(app, request.MessageConfiguration!, template, request.Context, request.TraceId); // checked by MessageRules
        var recipients = request.Users!.SelectMany(u => endpoints.OfUser(app, u.Key).Select(e => (User: u.Key, Endpoint: e, u.Value))).ToList(); // checked by MessageRules
        var results = await ToEndpointsAsync(send, [.. recipients.Select(r => (r.Endpoint.Id!, (EndpointResponse?)r.Endpoint, (EndpointSendConfiguration?)r.Value))], cancellationToken); // stored endpoints have ids
        return new SendUsersMessageResponse
        {
            ApplicationId = app,
            RequestId = requestId,
            Result = request.Users!.Keys.ToDictionary(u => u, u => (IReadOnlyDictionary<string, EndpointMessageResult>)recipients
                .Where(r => r.User == u).ToDictionary(r => r.Endpoint.Id!, r => results[r.Endpoint.Id!])), // as above
        };
    }

    private async Task<Dictionary<string, EndpointMessageResult>> ToEndpointsAsync(
        Send send, IReadOnlyList<(string Id, EndpointResponse? Endpoint, EndpointSendConfiguration? Entry)> recipients, CancellationToken cancellationToken)
    {
        var results = new ConcurrentDictionary<string, EndpointMessageResult>(StringComparer.Ordinal);
        var dead = new ConcurrentBag<DeadAddress>();
        var addresses = new ConcurrentDictionary<(ChannelType?, string?), string>();
        foreach (var (id, endpoint, _) in recipients)
        {
            if (endpoint is not null)
            {
                addresses.TryAdd((endpoint.ChannelType, endpoint.Address), id);
            }
        }

        await Parallel.ForEachAsync(recipients, Options(cancellationToken), async (recipient, token) =>
        {
            var (id, endpoint, entry) = recipient;
            var result =
                endpoint is null ? DeliveryResults.Refused(DeliveryStatus.PermanentFailure, 404, $"There is no endpoint '{id}'.")
                : endpoint.OptOut == "ALL" ? DeliveryResults.Refused(DeliveryStatus.OptOut, 400, "The endpoint opted out of all messages.")
                : endpoint.EndpointStatus != "ACTIVE" ? DeliveryResults.Refused(DeliveryStatus.PermanentFailure, 400, "The endpoint is INACTIVE; register it again to make it ACTIVE.")
                : addresses[(endpoint.ChannelType, endpoint.Address)] != id ? DeliveryResults.Refused(DeliveryStatus.Duplicate, 400, "Another endpoint of this request has the same address.")
                : await PushAsync(send, endpoint, entry is null ? null : MessageOverrides.Of(entry), entry?.Context, dead, token);
            results[id] = new EndpointMessageResult
            {
                Address = endpoint?.Address,
                DeliveryStatus = result.DeliveryStatus,
                StatusCode = result.StatusCode,
                StatusMessage = result.StatusMessage,
                MessageId = result.MessageId,
            };
        });
        await DeactivateAsync(send.App, dead);

        return new Dictionary<string, EndpointMessageResult>(results, StringComparer.Ordinal);
    }

    private async Task<MessageResult> PushAsync(
        Send send, EndpointResponse recipient, MessageOverrides? entry, IReadOnlyDictionary<string, string>? context, ConcurrentBag<DeadAddress> dead, CancellationToken cancellationToken)
    {
        var (channel, address) = (recipient.ChannelType!.Value, recipient.Address!); // checked by MessageRules and EndpointRules
        var method = channel == ChannelType.Gcm ? send.Message.GCMMessage?.PreferredAuthenticationMethod : send.Message.APNSMessage?.PreferredAuthenticationMethod;
        if (channels.Sender(send.App, channel, method) is not { } sender)
        {
            return DeliveryResults.NoChannel(channel, send.App);
        }

        var outcome = send.Shape(channel, entry, context) switch // (2)
        {
            ShapedPush.Ready ready => ready.TryFill(recipient, Guid.NewGuid(), out var push, out var missing)
                ? await sender.SendAsync(push, cancellationToken) // (3)
                : new PushOutcome.Rejected(400, "MissingVariable", null, $"The template's message variable '{missing}' has no value for this recipient: "
                    + "set it at the endpoint, in Substitutions or in the template's DefaultSubstitutions."),
            ShapedPush.Refused refused => new PushOutcome.Rejected(400, refused.Why.Reason, null, refused.Why.Detail),
            var other => throw new InvalidOperationException($"A shaped push is ready or refused, not {other}."),
        };
        if (outcome is PushOutcome.Rejected rejected)
        {
            log.PushRejected(send.App, recipient.Id ?? "-", rejected.Reason, rejected.Status);
            if (rejected.TokenDeadSince is { } since)
            {
                dead.Add(new DeadAddress(channel, address, since));
            }
        }

        return DeliveryResults.Of(outcome, channel); // (4)
    }

    private Task DeactivateAsync(string app, ConcurrentBag<DeadAddress> dead) =>
        dead.IsEmpty ? Task.CompletedTask : endpoints.DeactivateAsync(app, [.. dead], CancellationToken.None); // (5)

    private static ParallelOptions Options(CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };

    /// <summary>One request: a message that most recipients get unchanged is shaped once per channel.</summary>
    private sealed record Send(string App, DirectMessageConfiguration Message, PushNotificationTemplateResponse? Template, IReadOnlyDictionary<string, string>? Context, string? TraceId)
    {
        private readonly ConcurrentDictionary<ChannelType, ShapedPush> shared = new();

        public ShapedPush Shape(ChannelType channel, MessageOverrides? entry, IReadOnlyDictionary<string, string>? context) =>
            (entry is null or { IsEmpty: true }) && (context is null or { Count: 0 })
                ? shared.GetOrAdd(channel, c => PushShapes.Direct(c, Message, Template, null, Of(Context)))
                : PushShapes.Direct(channel, Message, Template, entry, Of(Merge(Context, context)));

        private PushContext Of(IReadOnlyDictionary<string, string>? context) => new(App, null, null, null, TraceId, context);

        // What the entry says wins.
        private static IReadOnlyDictionary<string, string>? Merge(IReadOnlyDictionary<string, string>? request, IReadOnlyDictionary<string, string>? entry)
        {
            if (request is null || entry is null)
            {
                return entry ?? request;
            }

            var merged = new Dictionary<string, string>(request, StringComparer.Ordinal);
            foreach (var (key, value) in entry)
            {
                merged[key] = value;
            }

            return merged;
        }
    }
}
