using System.Text.Json.Nodes;
using Pinpush.Server.Storage;
using Pinpush.Server.Hosting;

namespace Pinpush.Server.Tests;

/// <summary>What is wrong gets a message that names it, and nothing of a caller's makes the server fail.</summary>
public sealed class BadInputTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task AnyOperation_WrongBodiesIdsAndQueries_NeverA500AndAlwaysTheErrorForm()
    {
        Peer.Need("python3", "-c", "import boto3");

        var (exit, output, error) = await Peer.RunAsync(
            stage, "python3", [Path.Combine(AppContext.BaseDirectory, "Peers", "fuzz.py"), "25"], TestContext.Current.CancellationToken);

        Assert.True(exit == 0, error);
        var seen = JsonNode.Parse(output)!; // the script prints a document
        Assert.True(seen["failed"]!.AsArray().Count == 0, seen["failed"]!.ToJsonString()); // as above
        Assert.Equal("[]", seen["badForm"]!.ToJsonString()); // as above
        Assert.True(seen["statuses"]!["400"]!.GetValue<int>() > 100 && seen["statuses"]!["405"]!.GetValue<int>() > 100, output); // it did try
    }

    [Fact]
    public async Task Request_WrongFromEndToEnd_IsRefusedWithAShortAnswer()
    {
        Peer.Need("python3", "-c", "import boto3");

        var (exit, output, error) = await Peer.RunAsync(stage, "python3", [Path.Combine(AppContext.BaseDirectory, "Peers", "faults.py")], TestContext.Current.CancellationToken);

        Assert.True(exit == 0, error);
        Assert.All(JsonNode.Parse(output)!.AsArray(), answer => // the script prints a list
        {
            Assert.Equal(400, answer![0]!.GetValue<int>()); // of pairs
            Assert.InRange(answer[1]!.GetValue<int>(), 100, 70_000); // likewise
        });
    }

    [Fact]
    public async Task Start_SecondServerOnTheSameData_SaysWhoHoldsIt()
    {
        var e = await Assert.ThrowsAsync<ServerStartException>(() => PinpushServer.StartAsync(
            new ServerOptions { Url = new Uri("http://127.0.0.1:0"), DataFolder = stage.Scratch.File("data"), KeyFile = stage.Scratch.File("server.key") }, CancellationToken.None));

        Assert.Contains("is held by another server", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PortInUse_NamesTheAddress()
    {
        using var scratch = new Scratch();

        var e = await Assert.ThrowsAsync<ServerStartException>(() => PinpushServer.StartAsync(
            new ServerOptions { Url = stage.Server.Address, DataFolder = scratch.File("data"), KeyFile = scratch.File("server.key") }, CancellationToken.None));

        Assert.Contains($"The address {stage.Server.Address} is in use", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DataFolderIsAFile_NamesTheFolder()
    {
        using var scratch = new Scratch();
        await File.WriteAllTextAsync(scratch.File("file"), "", TestContext.Current.CancellationToken);

        var e = await Assert.ThrowsAsync<ServerStartException>(() => PinpushServer.StartAsync(
            new ServerOptions { Url = new Uri("http://127.0.0.1:0"), DataFolder = scratch.File("file"), KeyFile = scratch.File("server.key") }, CancellationToken.None));

        Assert.Contains(scratch.File("file"), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DamagedKeyOrCredentials_NamesTheFile()
    {
        using var scratch = new Scratch();
        await File.WriteAllTextAsync(scratch.File("server.key"), "not a key", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(scratch.File("credentials"), "[default]\naws_access_key_id = A\n", TestContext.Current.CancellationToken);
        var options = new ServerOptions { Url = new Uri("http://127.0.0.1:0"), DataFolder = scratch.File("data"), KeyFile = scratch.File("server.key") };

        var key = await Assert.ThrowsAsync<ServerStartException>(() => PinpushServer.StartAsync(options, CancellationToken.None));
        var credentials = await Assert.ThrowsAsync<ServerStartException>(() => PinpushServer.StartAsync(options with { CredentialsFile = scratch.File("credentials") }, CancellationToken.None));

        Assert.Contains(scratch.File("server.key"), key.Message, StringComparison.Ordinal);
        Assert.Contains(scratch.File("credentials"), credentials.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SecretBox_OtherContextOrChangedByte_DoesNotOpen()
    {
        using var scratch = new Scratch();
        var box = SecretBox.Open(scratch.File("key"));

        var closed = box.Seal("secret"u8, "channel a APNS");

        Assert.Equal("secret"u8.ToArray(), box.Unseal(closed, "channel a APNS"));
        Assert.Null(box.Unseal(closed, "channel b APNS"));
        closed[^1] ^= 1;
        Assert.Null(box.Unseal(closed, "channel a APNS"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(scratch.File("key")));
    }
}
