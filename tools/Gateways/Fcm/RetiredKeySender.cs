using Pinpush.Gateways.Senders;
using Pinpush.Messages.Payloads;

namespace Pinpush.Gateways.Fcm;

/// <summary>Answers for a channel that has only a server key: Google has shut that path down, so nothing leaves.</summary>
internal sealed class RetiredKeySender : IPushSender
{
    private static readonly PushOutcome Refusal = new PushOutcome.Refused(
        404,
        "DEPRECATED_ENDPOINT",
        null,
        "Google shut down sending with FCM server keys in 2024. "
        + "Set the GCM channel with ServiceJson (a service account) and DefaultAuthenticationMethod TOKEN.");

    public string? Trouble => null;

    public ValueTask<PushPlace> EnterAsync(PushLane lane, CancellationToken cancellationToken) => new(new PushPlace(Refusal));

    public ValueTask<PushOutcome> SendAsync(PushPlace place, Push push) => new(Refusal);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
