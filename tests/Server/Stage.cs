using Amazon.Pinpoint;
using Pinpush.Fakes;
using Pinpush.Fakes.Apns;
using Pinpush.Fakes.Fcm;
using Pinpush.Server.Hosting;

namespace Pinpush.Server.Tests;

/// <summary>A real server on a free port with both simulators, shared by the tests of a class.</summary>
public class Stage : IAsyncLifetime, IServed
{
    private ApnsSimulator? apns;
    private FcmSimulator? fcm;
    private PinpushServer? server;
    private AmazonPinpointClient? aws;

    public Scratch Scratch { get; } = new();

    public ApnsSimulator Apns => apns!; // set by InitializeAsync

    public FcmSimulator Fcm => fcm!; // likewise

    public PinpushServer Server => server!; // likewise

    public AmazonPinpointClient Aws => aws!; // likewise

    /// <summary>The server's clock.</summary>
    protected virtual TimeProvider Time => TimeProvider.System;

    /// <summary>How many pushes the gateways take at a time on each connection.</summary>
    protected virtual int MaxStreams => 100;

    public async ValueTask InitializeAsync()
    {
        Credentials.Write(Scratch.Folder);
        apns = await ApnsSimulator.StartAsync(Gateway(new Inbox(), port: 0), CancellationToken.None);
        fcm = await FcmSimulator.StartAsync(Gateway(apns.Inbox, port: 0), CancellationToken.None);
        await StartAsync();
    }

    /// <summary>Opens APNs again, where it was, after it was closed.</summary>
    public async Task ReopenApnsAsync() => apns = await ApnsSimulator.StartAsync(Gateway(Apns.Inbox, Apns.TlsAddress.Port), CancellationToken.None);

    /// <summary>Stops the server and starts it again on the same data.</summary>
    public async Task RestartAsync()
    {
        Aws.Dispose();
        await UntilAsync(Server.DisposeAsync().AsTask());
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Aws.Dispose();
        await UntilAsync(Server.DisposeAsync().AsTask());
        await Apns.DisposeAsync();
        await Fcm.DisposeAsync();
        Scratch.Dispose();
    }

    /// <summary>Waits until the server is closed.</summary>
    protected virtual Task UntilAsync(Task closed) => closed;

    private async Task StartAsync()
    {
        server = await PinpushServer.StartAsync(Options(), CancellationToken.None);
        aws = Calls.Client(Server.Address, Server.AccessKeyId, Server.SecretAccessKey);
    }

    private SimulatorOptions Gateway(Inbox inbox, int port) =>
        new() { AuthorityFolder = Scratch.File("ca"), Inbox = inbox, MaxStreams = MaxStreams, TlsPort = port };

    protected virtual ServerOptions Options() => new()
    {
        Url = new Uri("http://127.0.0.1:0"),
        DataFolder = Scratch.File("data"),
        KeyFile = Scratch.File("server.key"),
        ApnsGateway = Apns.TlsAddress,
        FcmGateway = Fcm.TlsAddress,
        FcmTokenUri = Fcm.TlsTokenAddress,
        GatewayCaFile = Apns.Authority.CaPath,
        Time = Time,
    };
}
