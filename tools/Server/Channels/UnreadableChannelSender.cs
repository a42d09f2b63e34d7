using Pinpush.Contract;
using Pinpush.Gateways;
using Pinpush.Gateways.Senders;
using Pinpush.Messages.Payloads;

namespace Pinpush.Server.Channels;

/// <summary>
/// Answers for a channel whose stored credentials this server cannot read:
/// they were encrypted with another key file, or lack the method that a message asks for.
/// </summary>
internal sealed class UnreadableChannelSender(ChannelType channel) : IPushSender
{
    private readonly PushOutcome refusal = new PushOutcome.Refused(
        403, "CREDENTIALS_UNREADABLE", null,
        $"The {channel.Word()} channel has no credentials that this server can use: its key file (--key) is another one than at the time the channel was set, "
            + "or PreferredAuthenticationMethod asks for what was never set. Give the right key file or set the channel again.");

    public string? Trouble => null;

    public ValueTask<PushPlace> EnterAsync(PushLane lane, CancellationToken cancellationToken) => new(new PushPlace(refusal));

    public ValueTask<PushOutcome> SendAsync(PushPlace place, Push push) => new(refusal);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
