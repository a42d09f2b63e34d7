using Pinpush.Server.Hosting;
using Pinpush.Fakes;
using Pinpush.Fakes.Apns;
using Pinpush.Fakes.Fcm;

namespace Pinpush.Server.Tests;

/// <summary>A real server on a free port with both simulators, shared by the tests of a class.</summary>
public sealed class Stage : IAsyncLifetime
{
    private ApnsSimulator? apns;
    private FcmSimulator? fcm;
    private PinpushServer? server;

    public Scratch Scratch { get; } = new();

    public ApnsSimulator Apns => apns!; // set by InitializeAsync

    public FcmSimulator Fcm => fcm!; // likewise

    public PinpushServer Server => server!; // likewise

    public async ValueTask InitializeAsync()
    {
        var inbox = new Inbox();
        apns = await ApnsSimulator.StartAsync(new SimulatorOptions { AuthorityFolder = Scratch.File("ca"), Inbox = inbox }, CancellationToken.None);
        fcm = await FcmSimulator.StartAsync(new SimulatorOptions { AuthorityFolder = Scratch.File("ca"), Inbox = inbox }, CancellationToken.None);
        server = await PinpushServer.StartAsync(Options(), CancellationToken.None);
    }

    /// <summary>Stops the server and starts it again on the same data.</summary>
    public async Task RestartAsync()
    {
        await Server.DisposeAsync();
        server = await PinpushServer.StartAsync(Options(), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Apns.DisposeAsync();
        await Fcm.DisposeAsync();
        Scratch.Dispose();
    }

    private ServerOptions Options() => new()
    {
        Url = new Uri("http://127.0.0.1:0"),
        DataFolder = Scratch.File("data"),
        KeyFile = Scratch.File("server.key"),
        ApnsGateway = Apns.TlsAddress,
        FcmGateway = Fcm.TlsAddress,
        FcmTokenUri = Fcm.TlsTokenAddress,
        GatewayCaFile = Apns.Authority.CaPath,
    };
}
