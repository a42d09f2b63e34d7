using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Amazon.Pinpoint.Model;
using Pinpush.Plugin.Describing;

namespace Pinpush.AwsProvider.Channels;

/// <summary>
/// The four APNs channels and the GCM channel. Source: Pulumi.Aws 7.48.0; credentials: terraform-provider-aws, internal/service/pinpoint/apns_channel.go.
/// </summary>
internal static class PushChannels
{
    private static readonly Shape Text = new Shape.Text();

    public static readonly IReadOnlyList<ChannelKind> Apns =
    [
        Of("apnsChannel:ApnsChannel", "The channel to production of APNs.", new(
            async (c, app, r, t) =>
            {
                var request = Read(r, ChannelJson.Default.APNSChannelRequest);
                var answer = await c.UpdateApnsChannelAsync(new() { ApplicationId = app, APNSChannelRequest = request }, t);
                return answer.APNSChannelResponse.Version;
            },
            async (c, app, t) =>
            {
                var there = (await c.GetApnsChannelAsync(new() { ApplicationId = app }, t)).APNSChannelResponse;
                return new(there.Version, there.Enabled, there.DefaultAuthenticationMethod, there.HasTokenKey);
            },
            (c, app, t) => c.DeleteApnsChannelAsync(new() { ApplicationId = app }, t))),
        Of("apnsSandboxChannel:ApnsSandboxChannel", "The channel to the sandbox of APNs.", new(
            async (c, app, r, t) =>
            {
                var request = Read(r, ChannelJson.Default.APNSSandboxChannelRequest);
                var answer = await c.UpdateApnsSandboxChannelAsync(new() { ApplicationId = app, APNSSandboxChannelRequest = request }, t);
                return answer.APNSSandboxChannelResponse.Version;
            },
            async (c, app, t) =>
            {
                var there = (await c.GetApnsSandboxChannelAsync(new() { ApplicationId = app }, t)).APNSSandboxChannelResponse;
                return new(there.Version, there.Enabled, there.DefaultAuthenticationMethod, there.HasTokenKey);
            },
            (c, app, t) => c.DeleteApnsSandboxChannelAsync(new() { ApplicationId = app }, t))),
        Of("apnsVoipChannel:ApnsVoipChannel", "The VoIP channel to production of APNs.", new(
            async (c, app, r, t) =>
            {
                var request = Read(r, ChannelJson.Default.APNSVoipChannelRequest);
                var answer = await c.UpdateApnsVoipChannelAsync(new() { ApplicationId = app, APNSVoipChannelRequest = request }, t);
                return answer.APNSVoipChannelResponse.Version;
            },
            async (c, app, t) =>
            {
                var there = (await c.GetApnsVoipChannelAsync(new() { ApplicationId = app }, t)).APNSVoipChannelResponse;
                return new(there.Version, there.Enabled, there.DefaultAuthenticationMethod, there.HasTokenKey);
            },
            (c, app, t) => c.DeleteApnsVoipChannelAsync(new() { ApplicationId = app }, t))),
        Of("apnsVoipSandboxChannel:ApnsVoipSandboxChannel", "The VoIP channel to the sandbox of APNs.", new(
            async (c, app, r, t) =>
            {
                var request = Read(r, ChannelJson.Default.APNSVoipSandboxChannelRequest);
                var answer = await c.UpdateApnsVoipSandboxChannelAsync(new() { ApplicationId = app, APNSVoipSandboxChannelRequest = request }, t);
                return answer.APNSVoipSandboxChannelResponse.Version;
            },
            async (c, app, t) =>
            {
                var there = (await c.GetApnsVoipSandboxChannelAsync(new() { ApplicationId = app }, t)).APNSVoipSandboxChannelResponse;
                return new(there.Version, there.Enabled, there.DefaultAuthenticationMethod, there.HasTokenKey);
            },
            (c, app, t) => c.DeleteApnsVoipSandboxChannelAsync(new() { ApplicationId = app }, t))),
    ];

    public static readonly ChannelKind Gcm = new(
        Description("gcmChannel:GcmChannel", "The channel to Firebase Cloud Messaging.",
            new(ChannelRules.Method, new Shape.Text(["KEY", "TOKEN"]), "KEY, with apiKey, or TOKEN, with serviceJson. Left out: KEY."),
        [
            new("apiKey", Text, "The server key of the path that Google shut down in 2024.") { IsSecret = true },
            new("serviceJson", Text, "The service account's JSON.") { IsSecret = true },
        ]),
        new(
            async (c, app, r, t) =>
            {
                var request = Read(r, ChannelJson.Default.GCMChannelRequest);
                var answer = await c.UpdateGcmChannelAsync(new() { ApplicationId = app, GCMChannelRequest = request }, t);
                return answer.GCMChannelResponse.Version;
            },
            async (c, app, t) =>
            {
                var there = (await c.GetGcmChannelAsync(new() { ApplicationId = app }, t)).GCMChannelResponse;
                return new(there.Version, there.Enabled, there.DefaultAuthenticationMethod, there.HasFcmServiceCredentials);
            },
            (c, app, t) => c.DeleteGcmChannelAsync(new() { ApplicationId = app }, t)),
        new GcmRules());

    private static ChannelKind Of(string token, string description, ChannelCalls calls) => new(
        Description(token, description,
            new(ChannelRules.Method, Text, "CERTIFICATE or TOKEN (KEY means the same). Left out: by the credentials."),
        [
            new("bundleId", Text, "The app's bundle id.") { IsSecret = true },
            new("certificate", Text, "The certificate: PEM, or a .p12 in base64.") { IsSecret = true },
            new("privateKey", Text, "The certificate's key in PEM, or the password of the .p12.") { IsSecret = true },
            new("teamId", Text, "The team's id at Apple.") { IsSecret = true },
            new("tokenKey", Text, "The .p8 key.") { IsSecret = true },
            new("tokenKeyId", Text, "The id of the .p8 key.") { IsSecret = true },
        ]), calls, new ApnsRules());

    private static ResourceDescription Description(string token, string description, Member method, Member[] credentials) =>
        new($"aws:pinpoint/{token}", new(token.Split(':')[1], description,
    [
        new("applicationId", Text, "The id of the app.") { IsRequired = true, Replaces = true, Wire = null },
        method,
        new("enabled", new Shape.Flag(), "Left out: true."),
        new("region", Text, "Left out: the provider's region.") { Replaces = true, Wire = null },
        .. credentials,
    ]),
    [new("region", Text, "The region of the app.")]);

    private static T Read<T>(JsonObject request, JsonTypeInfo<T> type) => request.Deserialize(type)!; // an object, not null
}
