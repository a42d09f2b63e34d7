using Pinpush.Gateways.Senders;
using Pinpush.Messages.Payloads;

namespace Pinpush.Gateways.Tests;

/// <summary>Sends as the server does.</summary>
internal static class Sending
{
    /// <summary>Sends a push, and again at once whenever only its connection was at fault.</summary>
    public static async Task<PushOutcome> SendAsync(this IPushSender sender, Push push, CancellationToken cancellationToken)
    {
        PushOutcome outcome;
        do
        {
            outcome = await sender.OnceAsync(push, cancellationToken);
        }
        while (outcome is PushOutcome.NotProcessed { AtOnce: true });
        return outcome;
    }

    /// <summary>Sends a push once.</summary>
    public static async Task<PushOutcome> OnceAsync(this IPushSender sender, Push push, CancellationToken cancellationToken)
    {
        var place = await sender.EnterAsync(PushLane.Direct, cancellationToken);
        return place.Failure ?? await sender.SendAsync(place, push);
    }
}
