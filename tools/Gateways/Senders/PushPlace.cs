using Pinpush.Gateways.Transport;

namespace Pinpush.Gateways.Senders;

/// <summary>The right to send one push now. It is used once: by sending, or by leaving it.</summary>
public readonly struct PushPlace
{
    private readonly GatewayShards? shards;

    private readonly PushLane? lane;

    internal PushPlace(GatewayShards shards, PushLane lane) => (this.shards, this.lane) = (shards, lane);

    /// <summary>No place.</summary>
    public PushPlace(PushOutcome why) => Failure = why;

    /// <summary>What becomes of the push, because there is no place; null when there is one.</summary>
    public PushOutcome? Failure { get; }

    /// <summary>Gives it back: nothing was sent.</summary>
    public void Leave() => shards?.Leave(lane!);
}
