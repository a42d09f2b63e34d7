using Pinpush.Gateways.Senders;
using Pinpush.Messages.Payloads;

namespace Pinpush.Gateways.Fcm;

/// <summary>Answers for a channel that has only a server key: Google has shut that path down, so nothing leaves.</summary>
internal sealed class RetiredKeySender : IPushSender
{
    private static readonly Task<PushOutcome> Refusal = Task.FromResult<PushOutcome>(new PushOutcome.Rejected(
        404,
        "DEPRECATED_ENDPOINT",
        null,
        "Google shut down sending with FCM server keys in 2024. "
        + "Set the GCM channel with ServiceJson (a service account) and DefaultAuthenticationMethod TOKEN."));

    public Task<PushOutcome> SendAsync(Push push, CancellationToken cancellationToken) => Refusal;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
