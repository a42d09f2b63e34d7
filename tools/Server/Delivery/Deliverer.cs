using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Pinpush.Contract;
using Pinpush.Gateways.Senders;
using Pinpush.Server.Channels;
using Pinpush.Server.Endpoints;

namespace Pinpush.Server.Delivery;

/// <summary>The one way to send.</summary>
internal sealed class Deliverer(ChannelStore channels, EndpointStore endpoints, TimeProvider time, ILogger<Deliverer> log)
{
    /// <summary>Sends until every recipient has an outcome, or <paramref name="stop"/> keeps more from leaving; those that left are waited for.</summary>
    /// <param name="lane">One for each campaign's run, so that they share a channel; an urgent one for who waits for the answer.</param>
    /// <param name="streams">The recipients. What holds up one stream does not hold up another.</param>
    public async Task SendAsync(IMailing mailing, IEnumerable<IRecipients> streams, DeliveryPolicy policy, PushLane lane, CancellationToken stop)
    {
        using var sending = new Sending(this, mailing, policy, lane, time, log);
        await Task.WhenAll(streams.Select(async recipients =>
        {
            using var pump = new Pump(sending, inTurn: !lane.IsUrgent);
            await pump.RunAsync(recipients.ChunksAsync(stop), stop);
        }));
    }

    /// <summary>The sender of an enabled channel; null when there is none.</summary>
    public IPushSender? Sender(IMailing mailing, ChannelType channel) => channels.Sender(mailing.App, channel, mailing.AuthenticationMethod(channel));

    /// <summary>What pushes of an app wait for now, by channel.</summary>
    public IEnumerable<(ChannelType Channel, string Trouble)> Troubles(string app) => channels.Troubles(app);

    /// <summary>Makes the endpoint of a dead token INACTIVE.</summary>
    public async Task DeactivateAsync(string app, DeadAddress dead, CancellationToken cancellationToken)
    {
        try
        {
            await endpoints.DeactivateAsync(app, [dead], cancellationToken);
        }
        catch (SqliteException e)
        {
            log.NotDeactivated(app, e); // the next push to it says again that it is dead
        }
    }
}
