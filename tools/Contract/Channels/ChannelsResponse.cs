namespace Pinpush.Contract;

/// <summary>The channels that were ever set, by channel type.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape ChannelsResponse.</remarks>
public sealed record ChannelsResponse
{
    public required IReadOnlyDictionary<string, ChannelResponse> Channels { get; init; }
}
