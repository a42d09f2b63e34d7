using Pinpush.Gateways.Senders;
using Pinpush.Messages.Payloads;

namespace Pinpush.Server.Delivery;

/// <summary>What became of one recipient, and why.</summary>
/// <param name="Skip">Why no push service was asked; null when one was.</param>
/// <param name="Answer">What it said, or what it would have said; null when nothing left.</param>
internal readonly record struct Outcome(Skip? Skip, PushOutcome? Answer)
{
    /// <summary>The send was stopped before this one left.</summary>
    public static Outcome NotYet => default;

    public Reached Reached => Skip is not null ? Reached.Skipped : Answer switch
    {
        null => Reached.NotYet,
        PushOutcome.Accepted => Reached.Delivered,
        PushOutcome.Refused => Reached.Refused,
        PushOutcome.NotProcessed => Reached.NotProcessed,
        _ => Reached.InDoubt,
    };

    /// <summary>One word to count by: our own for who is skipped, else the push service's; empty when it took the push.</summary>
    public string Reason => Skip?.ToString() ?? Answer switch
    {
        PushOutcome.Refused refused => refused.Reason,
        PushOutcome.NotProcessed left => left.Cause,
        PushOutcome.InDoubt doubt => doubt.Cause,
        _ => "",
    };

    /// <summary>The message cannot be sent to this one: it says nothing on the channel, or what the push service would refuse.</summary>
    public static Outcome Of(MessageFault why) => new(why.IsBlank ? Delivery.Skip.NoMessage : null, new PushOutcome.Refused(400, why.Reason, null, why.Detail));

    public static implicit operator Outcome(Skip skip) => new(skip, null);
}
