using Pinpush.Messages.Payloads;

namespace Pinpush.Gateways.Senders;

/// <summary>Sends for one channel of one app over long-lived connections. Safe to call from many threads.</summary>
public interface IPushSender : IAsyncDisposable
{
    /// <summary>
    /// Why not everybody gets a place, in one word or a few: the gateway cannot be reached, or wants to be left alone; null when it is neither.
    /// </summary>
    string? Trouble { get; }

    /// <summary>Waits until a push may leave. What is known of the recipient is looked at after that, however long it took.</summary>
    /// <returns>A place, which has to be used or left, or why there is none.</returns>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask<PushPlace> EnterAsync(PushLane lane, CancellationToken cancellationToken);

    /// <summary>Sends one push once. It has a limit of its own, and always ends with an outcome.</summary>
    /// <param name="place">One that <see cref="EnterAsync"/> gave; it is given back.</param>
    ValueTask<PushOutcome> SendAsync(PushPlace place, Push push);
}
