using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Pinpush.Contract;
using Pinpush.Gateways.Senders;
using Pinpush.Messages.Payloads;
using Pinpush.Server.Channels;
using Pinpush.Server.Endpoints;

namespace Pinpush.Server.Delivery;

/// <summary>
/// The one way to send: (1) judge each recipient, (2) shape the message for it, (3) push, and again as the policy allows, (4) make the endpoints of
/// dead tokens INACTIVE. Every recipient has an outcome.
/// </summary>
internal sealed class Deliverer(ChannelStore channels, EndpointStore endpoints, TimeProvider time, ILogger<Deliverer> log)
{
    private readonly PushLane lane = new();

    /// <param name="recipients">As they are now; null where there is none.</param>
    /// <param name="stop">Ends the send before the next push leaves; those that left are waited for.</param>
    /// <returns>One outcome for each recipient, at its place.</returns>
    public async Task<Outcome[]> SendAsync(IMailing mailing, IReadOnlyList<EndpointResponse?> recipients, DeliveryPolicy policy, CancellationToken stop)
    {
        var outcomes = new Outcome[recipients.Count];
        var admitted = new List<int>(recipients.Count);
        var addresses = policy.OncePerAddress ? new HashSet<(ChannelType?, string?)>() : null;
        for (var i = 0; i < recipients.Count; i++)
        {
            var skip = Judgement.Of(recipients[i]) // (1)
                ?? (addresses?.Add((recipients[i]!.ChannelType, recipients[i]!.Address)) == false ? Skip.DuplicateAddress : null); // judged: there is one
            if (skip is { } why)
            {
                outcomes[i] = why;
            }
            else
            {
                admitted.Add(i);
            }
        }

        var dead = new ConcurrentBag<DeadAddress>();
        await Parallel.ForEachAsync(admitted, new ParallelOptions { MaxDegreeOfParallelism = policy.AtOnce }, async (i, _) =>
        {
            try
            {
                outcomes[i] = await PushAsync(mailing, i, recipients[i]!, policy, dead, stop); // judged: there is one
            }
            catch (Exception fault) // the edge of a push: one that fails must not lose what became of those that left
            {
                log.PushFailed(mailing.App, fault);
                outcomes[i] = new(null, new PushOutcome.InDoubt("internal error"));
            }
        });
        await DeactivateAsync(mailing.App, dead);
        return outcomes;
    }

    private async ValueTask<Outcome> PushAsync(
        IMailing mailing, int index, EndpointResponse recipient, DeliveryPolicy policy, ConcurrentBag<DeadAddress> dead, CancellationToken stop)
    {
        var channel = recipient.ChannelType!.Value; // whoever may get a push has one, and an address
        IPushSender? Sender() => channels.Sender(mailing.App, channel, mailing.AuthenticationMethod(channel));
        if (Sender() is not { } sender)
        {
            return Skip.NoChannel;
        }

        var shaped = mailing.Shape(index, channel); // (2)
        if (shaped is ShapedPush.Refused { Why: var why })
        {
            return new(null, new PushOutcome.Refused(400, why.Reason, null, why.Detail));
        }

        var ready = (ShapedPush.Ready)shaped; // there are only the two
        if (!ready.TryFill(recipient, mailing.Id(recipient), out var push, out var missing))
        {
            return new(Skip.MissingVariable, new PushOutcome.Refused(400, nameof(Skip.MissingVariable), null,
                $"The template's message variable '{missing}' has no value for this recipient: "
                + "set it at the endpoint, in Substitutions or in the template's DefaultSubstitutions."));
        }

        for (var attempt = 1; !stop.IsCancellationRequested; attempt++) // (3)
        {
            // Asked for again: a channel that is set anew closes its sender.
            if (attempt > 1 && Sender() is var again)
            {
                if (again is null)
                {
                    return Skip.NoChannel;
                }

                sender = again;
            }

            var place = await sender.EnterAsync(policy.OncePerAddress ? PushLane.Direct : lane, CancellationToken.None);
            var answer = place.Failure ?? await sender.SendAsync(place, push); // has its own limit
            if (answer is PushOutcome.NotProcessed { AtOnce: true } && attempt < 100)
            {
                continue;
            }

            if (policy.WaitAfter(answer, attempt) is not { } wait)
            {
                Note(mailing.App, recipient, channel, answer, policy, dead);
                return new(null, answer);
            }

            await Task.Delay(wait, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return Outcome.NotYet;
    }

    private void Note(string app, EndpointResponse recipient, ChannelType channel, PushOutcome answer, DeliveryPolicy policy, ConcurrentBag<DeadAddress> dead)
    {
        if (answer is not PushOutcome.Refused rejected)
        {
            return;
        }

        log.PushRejected(policy.Refusals, app, recipient.Id ?? "-", rejected.Reason, rejected.Status);
        if (rejected.TokenDeadSince is { } since)
        {
            dead.Add(new DeadAddress(channel, recipient.Address!, since)); // a push was sent to it
        }
    }

    private async Task DeactivateAsync(string app, ConcurrentBag<DeadAddress> dead) // (4)
    {
        if (dead.IsEmpty)
        {
            return;
        }

        try
        {
            await endpoints.DeactivateAsync(app, [.. dead], CancellationToken.None);
        }
        catch (SqliteException e)
        {
            log.NotDeactivated(app, e); // the next push to them says again that they are dead
        }
    }
}
