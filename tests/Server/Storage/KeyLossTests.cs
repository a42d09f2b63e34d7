using Amazon.Pinpoint;
using Pinpush.Server.Hosting;

namespace Pinpush.Server.Tests.Storage;

/// <summary>A key that opens no channel lets no server start: each push would be refused, and its campaign be over.</summary>
public sealed class KeyLossTests : IAsyncLifetime
{
    private readonly Scratch scratch = new();

    private ServerOptions Options => new() { Url = new Uri("http://127.0.0.1:0"), DataFolder = scratch.File("data"), KeyFile = scratch.File("server.key") };

    public async ValueTask InitializeAsync()
    {
        Credentials.Write(scratch.Folder);
        await using var server = await PinpushServer.StartAsync(Options, CancellationToken.None);
        using var aws = Calls.Client(server.Address, server.AccessKeyId, server.SecretAccessKey);
        await new Served(aws, scratch).AppAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_KeyOpensNoChannel_IsRefusedUntilItIsBackOrItsLossAccepted(bool isMissing)
    {
        File.Move(scratch.File("server.key"), scratch.File("kept.key"));
        if (!isMissing)
        {
            await StartAsync(Options with { DataFolder = scratch.File("other") }); // makes another key
        }

        var refused = await Assert.ThrowsAsync<ServerStartException>(() => StartAsync(Options));

        Assert.StartsWith(
            $"The key file {scratch.File("server.key")}{(isMissing ? ", which was missing and is made now," : "")} opens none of the channels' credentials",
            refused.Message, StringComparison.Ordinal);
        Assert.Contains("--accept-loss key", refused.Message, StringComparison.Ordinal);
        await StartAsync(Options with { AcceptedLosses = [Losses.Key] });
        await StartAsync(Options with { KeyFile = scratch.File("kept.key") });
    }

    [Fact]
    public async Task Start_LossAcceptedAndChannelSetAgain_NeedsNoWordMore()
    {
        File.Delete(scratch.File("server.key"));
        await using (var server = await PinpushServer.StartAsync(Options with { AcceptedLosses = [Losses.Key] }, CancellationToken.None))
        {
            using var aws = Calls.Client(server.Address, server.AccessKeyId, server.SecretAccessKey);
            await new Served(aws, scratch).AppAsync();
        }

        await StartAsync(Options);
    }

    public ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task StartAsync(ServerOptions options) => await (await PinpushServer.StartAsync(options, CancellationToken.None)).DisposeAsync();

    private sealed record Served(AmazonPinpointClient Aws, Scratch Scratch) : IServed;
}
