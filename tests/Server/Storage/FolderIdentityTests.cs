using Pinpush.Server.Hosting;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Tests.Storage;

/// <summary>Files that do not belong together let no server start: without its ledger a campaign would be sent again.</summary>
public sealed class FolderIdentityTests : IAsyncLifetime
{
    private static readonly string[] Databases = ["core.db", "endpoints.db", "ledger.db", "events.db", "calls.db"];
    private readonly Scratch scratch = new();

    private ServerOptions Options => new() { Url = new Uri("http://127.0.0.1:0"), DataFolder = scratch.File("data"), KeyFile = scratch.File("server.key") };

    public static TheoryData<string, string> Faults { get; } =
        new MatrixTheoryData<string, string>(Databases, ["is missing", "is empty, or was made without the others", "is of another data folder"]);

    public async ValueTask InitializeAsync() => await StartAsync(Options);

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Start_ADatabaseDoesNotBelongToTheOthers_IsRefusedUntilItIsPutBack(string file, string fault)
    {
        var (path, kept) = (scratch.File($"data/{file}"), scratch.File("kept"));
        File.Copy(path, kept);
        await SpoilAsync(path, fault);

        var message = await RefusedAsync(Options);

        Assert.Contains($"{file} {fault}", message, StringComparison.Ordinal);
        Assert.Contains("Put back all files from one backup, or give --data another folder", message, StringComparison.Ordinal);
        Assert.Equal(
            fault != "is of another data folder" && file is not ("core.db" or "endpoints.db"),
            message.Contains($"--accept-loss {file} goes on without it: ", StringComparison.Ordinal));
        File.Copy(kept, path, overwrite: true);
        await StartAsync(Options);
    }

    [Theory]
    [InlineData("events.db")]
    [InlineData("ledger.db")]
    [InlineData("calls.db")]
    public async Task Start_LossIsAccepted_GoesOnWithoutAndBelongsTogetherAgain(string file)
    {
        File.Delete(scratch.File($"data/{file}"));

        await StartAsync(Options with { AcceptedLosses = [file] });

        await StartAsync(Options);
    }

    [Theory]
    [InlineData("core.db")]
    [InlineData("endpoints.db")]
    public async Task Start_LossOfWhatAllStandOn_IsNotAccepted(string file)
    {
        File.Delete(scratch.File($"data/{file}"));

        Assert.Contains($"{file} is missing", await RefusedAsync(Options with { AcceptedLosses = [file] }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnlyTheIdentityIsLost_IsKnownFromTheOthers()
    {
        var before = await File.ReadAllTextAsync(scratch.File("data/identity"), TestContext.Current.CancellationToken);
        File.Delete(scratch.File("data/identity"));

        await StartAsync(Options);

        Assert.Equal(before, await File.ReadAllTextAsync(scratch.File("data/identity"), TestContext.Current.CancellationToken));
        File.Delete(scratch.File("data/identity"));
        File.Delete(scratch.File("data/ledger.db"));
        Assert.Contains("ledger.db is missing", await RefusedAsync(Options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FolderOfAnEarlierVersion_IsTakenOverWholeAndRefusedInPart()
    {
        Forget();
        await StartAsync(Options);
        Forget();
        File.Delete(scratch.File("data/ledger.db"));

        Assert.Contains("lacks ledger.db", await RefusedAsync(Options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FilesAndFoldersThatWereOpenToOthers_AreForTheirUserAlone()
    {
        Open(scratch.File("data"));

        await using var server = await PinpushServer.StartAsync(Options, CancellationToken.None);

        Assert.Equal(DataFolder.FolderMode, File.GetUnixFileMode(scratch.File("data")));
        Assert.All(Directory.GetFiles(scratch.File("data")), f => Assert.Equal((f, DataFolder.FileMode), (f, File.GetUnixFileMode(f))));
    }

    [Fact]
    public async Task Start_FolderWithFilesOfOthers_LeavesThemAndItAsTheyAre()
    {
        await File.WriteAllTextAsync(scratch.File("data/notes"), "", TestContext.Current.CancellationToken);
        Open(scratch.File("data"));

        await StartAsync(Options);

        Assert.All(new[] { "data", "data/notes" }, f => Assert.NotEqual((UnixFileMode)0, File.GetUnixFileMode(scratch.File(f)) & UnixFileMode.OtherRead));
        Assert.Equal(DataFolder.FileMode, File.GetUnixFileMode(scratch.File("data/core.db")));
    }

    [Fact]
    public async Task Start_AfterAKillInTheSaving_RemovesWhatItLeft()
    {
        string[] left = [scratch.File("data/endpoints.index.new"), scratch.File($"data/endpoints.index.{Guid.NewGuid():N}.tmp")];
        foreach (var file in left)
        {
            await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        }

        await StartAsync(Options);

        Assert.DoesNotContain(left, File.Exists);
    }

    public ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task StartAsync(ServerOptions options) => await (await PinpushServer.StartAsync(options, CancellationToken.None)).DisposeAsync();

    private static async Task<string> RefusedAsync(ServerOptions options) =>
        (await Assert.ThrowsAsync<ServerStartException>(() => PinpushServer.StartAsync(options, CancellationToken.None))).Message;

    private static void Open(string folder)
    {
        const UnixFileMode All = (UnixFileMode)0b111_111_111;
        File.SetUnixFileMode(folder, All);
        foreach (var file in Directory.GetFiles(folder))
        {
            File.SetUnixFileMode(file, All);
        }
    }

    private async Task SpoilAsync(string path, string fault)
    {
        switch (fault)
        {
            case "is missing":
                File.Delete(path);
                break;
            case "is of another data folder":
                await StartAsync(Options with { DataFolder = scratch.File("other") });
                File.Copy(scratch.File($"other/{Path.GetFileName(path)}"), path, overwrite: true);
                break;
            default:
                await File.WriteAllBytesAsync(path, []);
                break;
        }
    }

    private void Forget()
    {
        File.Delete(scratch.File("data/identity"));
        foreach (var file in Databases)
        {
            using var connection = new Database(scratch.File($"data/{file}"), "").Open(readOnly: false);
            using var statements = new Statements(connection);
            statements.Execute("DROP TABLE folder");
        }
    }
}
