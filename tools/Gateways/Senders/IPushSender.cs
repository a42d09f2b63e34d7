using Pinpush.Messages.Payloads;

namespace Pinpush.Gateways.Senders;

/// <summary>Sends for one channel of one app over long-lived connections. Safe to call from many threads; waits while its window is full.</summary>
public interface IPushSender : IAsyncDisposable
{
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> was cancelled; the push may have arrived.</exception>
    Task<PushOutcome> SendAsync(Push push, CancellationToken cancellationToken);
}
