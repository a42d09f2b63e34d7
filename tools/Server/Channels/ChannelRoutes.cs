using Pinpush.Contract;
using Pinpush.Gateways.Credentials;
using Pinpush.Gateways.Senders;
using Pinpush.Server.Kernel;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Channels;

/// <summary>Get, Update and Delete of the APNs channels and the GCM channel, and GetChannels. Credentials go in and never come out.</summary>
internal static class ChannelRoutes
{
    public static ChannelStore Add(Parts parts, SecretBox box, GatewayEndpoints gateways)
    {
        var channels = parts.Keep(new ChannelStore(parts.Documents, box, gateways, parts.Time));
        parts.AppEnds.Add(channels.EndAppAsync);

        var routes = parts.Routes;
        foreach (var (channel, name) in new[]
        {
            (ChannelType.Apns, "Apns"), (ChannelType.ApnsSandbox, "ApnsSandbox"), (ChannelType.ApnsVoip, "ApnsVoip"),
            (ChannelType.ApnsVoipSandbox, "ApnsVoipSandbox"),
        })
        {
            routes.Map($"Update{name}Channel", async (call, token) =>
                call.Read(WireJson.Default.APNSChannelRequest, out var fault) is not { } request ? fault! // set when the request is null
                : request.Enabled is { } enabled && request == new APNSChannelRequest { Enabled = enabled }
                    && await channels.SwitchAsync(call.ApplicationId, channel, enabled, token) is { } switched ? Apns(switched)
                : ApnsCredentials.Parse(request, out var faults) is not { } credentials ? ApiAnswer.BadRequest(faults)
                : Apns(await channels.SetAsync(call.ApplicationId, channel, request, WireJson.Default.APNSChannelRequest, (told, secret) => new StoredChannel(
                    channel, told, request.DefaultAuthenticationMethod ?? (credentials is ChannelCredentials.ApnsToken ? "TOKEN" : "CERTIFICATE"),
                    request.TokenKey is { Length: > 0 }, HasServiceAccount: false, secret), request.Enabled, token)));
            MapGetAndDelete(routes, channels, name, channel, Apns);
        }

        routes.Map("UpdateGcmChannel", async (call, token) =>
            call.Read(WireJson.Default.GCMChannelRequest, out var fault) is not { } request ? fault! // set when the request is null
            : request.Enabled is { } enabled && request == new GCMChannelRequest { Enabled = enabled }
                && await channels.SwitchAsync(call.ApplicationId, ChannelType.Gcm, enabled, token) is { } switched ? Gcm(switched)
            : FcmCredentials.Parse(request, out var faults) is not { } credentials ? ApiAnswer.BadRequest(faults)
            : Gcm(await channels.SetAsync(call.ApplicationId, ChannelType.Gcm, request, WireJson.Default.GCMChannelRequest, (told, secret) => new StoredChannel(
                ChannelType.Gcm, told, credentials is ChannelCredentials.FcmServiceAccount ? "TOKEN" : "KEY",
                HasTokenKey: false, credentials is ChannelCredentials.FcmServiceAccount, secret), request.Enabled, token)));
        MapGetAndDelete(routes, channels, "Gcm", ChannelType.Gcm, Gcm);

        routes.Map("GetChannels", call => ApiAnswer.Of(
            new ChannelsResponse { Channels = channels.Of(call.ApplicationId).ToDictionary(c => c.Channel.Word(), c => c.Told) },
            WireJson.Default.ChannelsResponse));
        return channels;
    }

    private static void MapGetAndDelete(RouteTable routes, ChannelStore channels, string name, ChannelType channel, Func<StoredChannel, ApiAnswer> answer)
    {
        ApiAnswer None(ApiCall call) => ApiAnswer.NoResource($"app '{call.ApplicationId}' has no {channel.Word()} channel.");
        routes.Map($"Get{name}Channel", call => channels.Get(call.ApplicationId, channel) is { } stored ? answer(stored) : None(call));
        routes.Map($"Delete{name}Channel", async (call, token) => await channels.RemoveAsync(call.ApplicationId, channel, token) is { } gone
            ? answer(gone with { Told = gone.Told with { Enabled = false, IsArchived = true } })
            : None(call));
    }

    private static ApiAnswer Apns(StoredChannel c) => ApiAnswer.Of(new APNSChannelResponse
    {
        ApplicationId = c.Told.ApplicationId,
        CreationDate = c.Told.CreationDate,
        DefaultAuthenticationMethod = c.DefaultAuthenticationMethod,
        Enabled = c.Told.Enabled,
        HasCredential = c.Told.HasCredential,
        HasTokenKey = c.HasTokenKey,
        Id = c.Told.Id,
        IsArchived = c.Told.IsArchived,
        LastModifiedBy = c.Told.LastModifiedBy,
        LastModifiedDate = c.Told.LastModifiedDate,
        Platform = c.Channel.Word(),
        Version = c.Told.Version,
    }, WireJson.Default.APNSChannelResponse);

    private static ApiAnswer Gcm(StoredChannel c) => ApiAnswer.Of(new GCMChannelResponse
    {
        ApplicationId = c.Told.ApplicationId,
        CreationDate = c.Told.CreationDate,
        DefaultAuthenticationMethod = c.DefaultAuthenticationMethod,
        Enabled = c.Told.Enabled,
        HasCredential = c.Told.HasCredential,
        HasFcmServiceCredentials = c.HasServiceAccount,
        Id = c.Told.Id,
        IsArchived = c.Told.IsArchived,
        LastModifiedBy = c.Told.LastModifiedBy,
        LastModifiedDate = c.Told.LastModifiedDate,
        Platform = c.Channel.Word(),
        Version = c.Told.Version,
    }, WireJson.Default.GCMChannelResponse);
}
