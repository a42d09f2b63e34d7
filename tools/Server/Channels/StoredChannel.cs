using Pinpush.Contract;

namespace Pinpush.Server.Channels;

/// <summary>A channel as it is stored: what may be told, and its request, credentials included, sealed.</summary>
internal sealed record StoredChannel(
    ChannelType Channel, ChannelResponse Told, string? DefaultAuthenticationMethod, bool HasTokenKey, bool HasServiceAccount, byte[] Sealed);
