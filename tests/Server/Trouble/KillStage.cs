namespace Pinpush.Server.Tests.Trouble;

/// <summary>A server in a process of its own, and a gateway that outlives it and is in trouble.</summary>
public sealed class KillStage : IAsyncLifetime
{
    /// <summary>So few on each connection that most of a campaign has not left when the server is killed.</summary>
    private const int Streams = 25;

    internal TroubledGateway Gateway { get; private set; } = null!; // set by InitializeAsync

    internal ServerProcess Server { get; private set; } = null!; // likewise

    public async ValueTask InitializeAsync()
    {
        Gateway = await TroubledGateway.StartAsync(Streams);
        Server = await ServerProcess.StartAsync(TestContext.Current.CancellationToken, gateway: Gateway.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Gateway.DisposeAsync();
    }
}
