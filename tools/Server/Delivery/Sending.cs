using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Pinpush.Contract;
using Pinpush.Gateways.Senders;
using Pinpush.Messages.Payloads;

namespace Pinpush.Server.Delivery;

/// <summary>
/// One send under way. Each push of it (1) waits for a place, a recipient that may get it, and the pace, (2) leaves, and leaves again when its connection was
/// at fault, (3) ends with an outcome, or is put off.
/// </summary>
internal sealed class Sending : IDisposable
{
    /// <summary>A push whose connection was at fault so often is put off.</summary>
    private const int MostAtOnce = 20;

    /// <summary>The one word for a push that did not leave because the send's time was over.</summary>
    public const string TooLate = "TooLate";

    private static readonly TimeSpan TellEvery = TimeSpan.FromMinutes(1);
    private static readonly int Channels = Enum.GetValues<ChannelType>().Length;

    private readonly Deliverer deliverer;
    private readonly IMailing mailing;
    private readonly DeliveryPolicy policy;
    private readonly PushLane lane;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly Route?[] routes = new Route?[Channels];
    private readonly bool[] waits = new bool[Channels]; // as it was told
    private readonly ITimer? telling;

    public Sending(Deliverer deliverer, IMailing mailing, DeliveryPolicy policy, PushLane lane, TimeProvider time, ILogger log)
    {
        (this.deliverer, this.mailing, this.policy, this.lane, this.time, this.log) = (deliverer, mailing, policy, lane, time, log);
        telling = policy.Name is { } name ? time.CreateTimer(_ => Tell(name), null, TellEvery / 6, TellEvery) : null;
    }

    /// <summary>Waits until the push to a recipient may leave (1). What is known of it is looked at before and after: waiting may take long.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Entry> EnterAsync(Chunk chunk, int index, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var recipient = chunk.At(index);
            if (Judgement.Of(recipient) is { } skip)
            {
                return new(skip);
            }

            var channel = recipient!.ChannelType!.Value; // whoever may get a push has one, and an address
            var route = Of(channel, cancellationToken);
            if (route.Sender is not { } sender)
            {
                return new(Skip.NoChannel);
            }

            if (policy.Over.IsCancellationRequested)
            {
                return new(new Outcome(null, new PushOutcome.NotProcessed(0, sender.Trouble ?? TooLate, null)));
            }

            var shaped = mailing.Shape(chunk.Number(index), channel);
            if (shaped is ShapedPush.Refused { Why: var why })
            {
                return new(Outcome.Of(why));
            }

            var message = (ShapedPush.Ready)shaped; // there are only the two

            if (route.GaveUp is { } cause)
            {
                return new(new Outcome(null, cause));
            }

            if (await PlaceAsync(sender, route) is not { } place)
            {
                continue; // halted: the next look says why
            }

            if (place.Failure is not null)
            {
                return new(null, recipient, route, sender, message, place);
            }

            if (await HoldAsync(place, chunk, index, route) is { } now && Judgement.Of(now) is null && now.ChannelType == channel)
            {
                return new(null, now, route, sender, message, place);
            }

            place.Leave(); // the next look says why
        }

        return new(Outcome.NotYet);
    }

    /// <summary>Sends to one recipient until it has an outcome, and hands that over, or is put off. Never fails.</summary>
    /// <param name="entry">The first one, if it was waited for.</param>
    /// <param name="ended">Called at the end.</param>
    public async Task PushAsync(Chunk chunk, int index, Entry? entry, Action ended, CancellationToken cancellationToken)
    {
        var (number, recipients, isInDoubt, again) = (chunk.Number(index), chunk.Recipients, chunk.IsInDoubt, 0);
        var (place, heard, outcome) = (default(PushPlace), (PushOutcome?)null, (Outcome?)Outcome.NotYet);
        try
        {
            for (var at = entry ?? await EnterAsync(chunk, index, cancellationToken); ; at = await EnterAsync(chunk, 0, cancellationToken))
            {
                if (at.End is { } end)
                {
                    outcome = end;
                    return;
                }

                if (at.Place.Failure is not { } answer) // (2)
                {
                    (place, heard) = (at.Place, null);
                    if (!at.Message.TryFill(at.Recipient, mailing.Id(at.Recipient), out var push, out var missing))
                    {
                        place.Leave();
                        outcome = Missing(missing);
                        return;
                    }

                    heard = answer = await at.Sender.SendAsync(at.Place, push); // has its own limit
                }

                switch (answer)
                {
                    case PushOutcome.NotProcessed { AtOnce: true } when ++again <= MostAtOnce:
                        at.Route.LookAgain();
                        await Task.Yield(); // of many that come back at once none goes on in the stack of another
                        break;
                    case PushOutcome.NotProcessed later when (at.Place.Failure is null || later.AtOnce)
                        && await recipients.PutOffAsync(number, later, isInDoubt, CancellationToken.None): // a record of what has left
                        outcome = null;
                        return;
                    case PushOutcome.InDoubt when !isInDoubt && await recipients.RepeatAsync(number, CancellationToken.None): // likewise
                        isInDoubt = true;
                        break;
                    default:
                        await NoteAsync(at, answer);
                        outcome = new(null, answer);
                        return;
                }

                chunk = new Chunk(recipients, [number], isInDoubt, time); // what was known of it is old
            }
        }
        catch (Exception fault) // the edge of a push: one that fails must not lose what became of the others
        {
            log.PushFailed(mailing.App, fault);
            place.Leave();
            outcome = new(null, heard
                ?? (place.IsUsed || isInDoubt ? new PushOutcome.InDoubt("internal error") : new PushOutcome.NotProcessed(0, "internal error", null)));
        }
        finally
        {
            if (outcome is { } became) // (3)
            {
                recipients.End(number, became, isInDoubt);
            }

            ended();
        }
    }

    public void Dispose()
    {
        telling?.Dispose();
        Array.ForEach(routes, r => r?.Dispose());
    }

    private void Tell(string name)
    {
        for (var channel = 0; channel < Channels; channel++)
        {
            var (word, trouble) = (((ChannelType)channel).Word(), routes[channel]?.Sender?.Trouble);
            if (trouble is not null)
            {
                log.Waits(name, mailing.App, word, trouble);
            }
            else if (waits[channel])
            {
                log.GoesOn(name, mailing.App, word);
            }

            waits[channel] = trouble is not null;
        }
    }

    private Route Of(ChannelType channel, CancellationToken cancellationToken)
    {
        ref var route = ref routes[(int)channel];
        if (route is null)
        {
            var made = new Route(() => deliverer.Sender(mailing, channel), time, cancellationToken, policy.Over);
            if (Interlocked.CompareExchange(ref route, made, null) is not null)
            {
                made.Dispose();
            }
        }

        return route;
    }

    // Null when the send was stopped or is over, or gave the channel up.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<PushPlace?> PlaceAsync(IPushSender sender, Route route)
    {
        try
        {
            return await sender.EnterAsync(lane, route.Halt);
        }
        catch (OperationCanceledException) when (route.Halt.IsCancellationRequested)
        {
            return null;
        }
    }

    // The recipient as it is when the pace lets the push go; null when it does not.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<EndpointResponse?> HoldAsync(PushPlace place, Chunk chunk, int index, Route route)
    {
        try
        {
            if (policy.Pace is { } pace)
            {
                await pace.WaitAsync(route.Halt);
            }

            return chunk.At(index);
        }
        catch (OperationCanceledException) when (route.Halt.IsCancellationRequested)
        {
            return null;
        }
        catch
        {
            place.Leave();
            throw;
        }
    }

    private async ValueTask NoteAsync(Entry at, PushOutcome answer)
    {
        if (at.Place.Failure is PushOutcome.NotProcessed { AtOnce: false } && !lane.IsUrgent)
        {
            at.Route.GiveUp(answer);
        }

        if (answer is PushOutcome.Refused refused)
        {
            log.PushRejected(policy.Refusals, mailing.App, at.Recipient.Id ?? "-", refused.Reason, refused.Status);
            if (refused.TokenDeadSince is { } since)
            {
                await deliverer.DeactivateAsync(mailing.App, new(at.Recipient.ChannelType!.Value, at.Recipient.Address!, since), CancellationToken.None);
            }
        }
    }

    private static Outcome Missing(string variable) => new(Skip.MissingVariable, new PushOutcome.Refused(400, nameof(Skip.MissingVariable), null,
        $"The template's message variable '{variable}' has no value for this recipient: "
        + "set it at the endpoint, in Substitutions or in the template's DefaultSubstitutions."));
}
