using Pinpush.Contract;
using Pinpush.Gateways.Senders;
using Pinpush.Messages.Layers;
using Pinpush.Server.Delivery;
using Pinpush.Server.Endpoints;

namespace Pinpush.Server.Messages;

/// <summary>Direct sends: (1) find the recipients, (2) deliver, (3) answer with one result for each.</summary>
/// <param name="stopping">The server stops: nothing leaves any more.</param>
internal sealed class Dispatcher(Deliverer deliverer, EndpointStore endpoints, TimeProvider time, CancellationToken stopping)
{
    public async Task<MessageResponse> SendAsync(
        string app, MessageRequest request, PushNotificationTemplateResponse? template, string requestId, CancellationToken cancellationToken)
    {
        var readAt = time.GetTimestamp();
        var named = (request.Endpoints ?? new Dictionary<string, EndpointSendConfiguration>()) // (1)
            .Select(e => Of(e.Key, endpoints.Recipient(app, e.Key), e.Value)).ToList();
        var addresses = (request.Addresses ?? new Dictionary<string, AddressConfiguration>()).Select(a => new Recipient(
            a.Key, new EndpointResponse { Address = a.Key, ChannelType = a.Value.ChannelType }, new(MessageOverrides.Of(a.Value), a.Value.Context))).ToList();
        // Endpoints first: of a device that is named both ways more is known then.
        List<Recipient> to = [.. named, .. addresses];
        // checked by MessageRules
        var mailing = new DirectMailing(app, request.MessageConfiguration!, template, request.Context, request.TraceId, to.ConvertAll(r => r.Entry));
        var told = await ResultsAsync(mailing, to, readAt, cancellationToken);
        return new MessageResponse // (3)
        {
            ApplicationId = app,
            RequestId = requestId,
            Result = addresses.Count == 0 ? null : addresses.Zip(told.Skip(named.Count)).ToDictionary(r => r.First.Name, r => r.Second),
            EndpointResult = named.Count == 0 ? null : named.Zip(told).ToDictionary(r => r.First.Name, r => OfEndpoint(r.First, r.Second)),
        };
    }

    /// <returns>Null when none of the users has an endpoint.</returns>
    public async Task<SendUsersMessageResponse?> SendAsync(
        string app, SendUsersMessageRequest request, PushNotificationTemplateResponse? template, string requestId, CancellationToken cancellationToken)
    {
        var (users, readAt) = (request.Users!, time.GetTimestamp()); // checked by MessageRules
        // (1); stored endpoints have ids
        var recipients = users.SelectMany(u => endpoints.OfUser(app, u.Key).Select(e => (User: u.Key, To: Of(e.Id!, e, u.Value)))).ToList();
        if (recipients.Count == 0)
        {
            return null;
        }

        var to = recipients.ConvertAll(r => r.To);
        // checked by MessageRules
        var mailing = new DirectMailing(app, request.MessageConfiguration!, template, request.Context, request.TraceId, to.ConvertAll(r => r.Entry));
        var told = await ResultsAsync(mailing, to, readAt, cancellationToken);
        var results = recipients.Zip(told, (r, result) => (r.User, r.To, Result: result)).ToLookup(r => r.User);
        return new SendUsersMessageResponse // (3)
        {
            ApplicationId = app,
            RequestId = requestId,
            Result = users.Keys.ToDictionary(u => u, u => results.Contains(u)
                ? (IReadOnlyDictionary<string, EndpointMessageResult>)results[u].ToDictionary(r => r.To.Name, r => OfEndpoint(r.To, r.Result))
                : DeliveryResults.NoEndpoints),
        };
    }

    private async Task<IReadOnlyList<MessageResult>> ResultsAsync(
        DirectMailing mailing, List<Recipient> recipients, long readAt, CancellationToken cancellationToken)
    {
        var to = new DirectRecipients(mailing, recipients.ConvertAll(r => r.Endpoint), readAt, endpoints, time);
        using var late = new CancellationTokenSource(DeliveryPolicy.LongestDirect, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        await deliverer.SendAsync(mailing, [to], DeliveryPolicy.Direct with { Over = over.Token }, PushLane.Direct, cancellationToken); // (2)
        cancellationToken.ThrowIfCancellationRequested(); // who gave up has no use for what was not sent
        return [.. recipients.Zip(to.Outcomes, (r, outcome) => DeliveryResults.Of(outcome, mailing.App, r.Name, r.Endpoint?.ChannelType))];
    }

    private static Recipient Of(string id, EndpointResponse? endpoint, EndpointSendConfiguration? entry) =>
        new(id, endpoint, new(entry is null ? null : MessageOverrides.Of(entry), entry?.Context));

    private static EndpointMessageResult OfEndpoint(Recipient recipient, MessageResult result) => new()
    {
        Address = recipient.Endpoint?.Address,
        DeliveryStatus = result.DeliveryStatus,
        StatusCode = result.StatusCode,
        StatusMessage = result.StatusMessage,
        MessageId = result.MessageId,
    };

    /// <param name="Name">What the answer calls it: an address or an endpoint's id.</param>
    /// <param name="Endpoint">Null when there is none of that id.</param>
    private sealed record Recipient(string Name, EndpointResponse? Endpoint, Entry Entry);
}
