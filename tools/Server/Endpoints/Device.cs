using Pinpush.Contract;

namespace Pinpush.Server.Endpoints;

/// <summary>The device that an address of a channel stands for.</summary>
/// <remarks>A token of APNs is a number in hex: some apps write it with capitals, and mean the same device.</remarks>
internal readonly record struct Device
{
    public Device(ChannelType? channel, string address)
    {
        var isHex = channel is ChannelType.Apns or ChannelType.ApnsSandbox or ChannelType.ApnsVoip or ChannelType.ApnsVoipSandbox;
        (Channel, Address) = (channel, isHex ? address.ToLowerInvariant() : address);
    }

    public ChannelType? Channel { get; }

    public string Address { get; }

    /// <summary>That of an endpoint; null when it has no address yet.</summary>
    public static Device? Of(EndpointResponse endpoint) => endpoint.Address is { } address ? new(endpoint.ChannelType, address) : null;
}
