using System.Text.Json;
using Pinpush.Fakes;
using Pinpush.Fakes.Apns;
using Pinpush.Fakes.Fcm;

namespace Pinpush.Cli.Serving;

/// <summary>The APNs and FCM simulators beside a local server, over HTTP/2 without TLS, with one inbox for both.</summary>
internal sealed class LocalGateways : IAsyncDisposable
{
    private readonly ApnsSimulator apns;
    private readonly FcmSimulator fcm;
    private readonly Inbox inbox;

    private LocalGateways(ApnsSimulator apns, FcmSimulator fcm, Inbox inbox) => (this.apns, this.fcm, this.inbox) = (apns, fcm, inbox);

    public Uri Apns => apns.ClearAddress;

    /// <summary>Where channels with a client certificate reach APNs, and by whom it is certified.</summary>
    public (Uri Gateway, string CaFile) ApnsTls => (apns.TlsAddress, apns.Authority.CaPath);

    public Uri Fcm => fcm.ClearAddress;

    public Uri FcmToken => fcm.TokenAddress;

    /// <param name="folder">Data folder; the simulators' certificate authority lies in <c>gateways</c> below it.</param>
    public static async Task<LocalGateways> StartAsync(string folder, bool strict, TimeProvider time, CancellationToken cancellationToken)
    {
        // As the server makes it, which comes second: it will hold device tokens.
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var inbox = new Inbox();
        var options = new SimulatorOptions { AuthorityFolder = Path.Combine(folder, "gateways"), Strict = strict, Inbox = inbox, Time = time };
        var apns = await ApnsSimulator.StartAsync(options, cancellationToken);
        try
        {
            return new LocalGateways(apns, await FcmSimulator.StartAsync(options, cancellationToken), inbox);
        }
        catch
        {
            await apns.DisposeAsync();
            throw;
        }
    }

    /// <summary>The kept deliveries as a JSON array, oldest first, for one device token or for all.</summary>
    public Task<byte[]> ReadAsync(string? token, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(JsonSerializer.SerializeToUtf8Bytes(
            token is null ? inbox.All() : inbox.For(token), InboxJson.Default.IReadOnlyListDelivery));
    }

    public async ValueTask DisposeAsync()
    {
        await fcm.DisposeAsync();
        await apns.DisposeAsync();
    }
}
