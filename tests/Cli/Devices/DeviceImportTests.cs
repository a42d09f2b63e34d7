using System.Globalization;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Devices;
using Pinpush.Cli.Outcomes;
using Xunit;

namespace Pinpush.Cli.Tests.Devices;

public sealed class DeviceImportTests(ServedScene served) : IClassFixture<ServedScene>
{
    [Fact]
    public async Task Import_SomeLinesThatTheServerRefuses_BlamesOnlyThoseAndTheRestGetsIn()
    {
        var file = Write(Enumerable.Range(2, 150).Select(line => line switch
        {
            5 => "id{5},t,GCM,u,",
            90 => "id90,t,GCM,u,yesterday",
            _ => string.Create(CultureInfo.InvariantCulture, $"id{line},t{line},GCM,u{line},2026-01-02T03:04:05Z"),
        }));

        var record = await served.JsonAsync(ExitCode.Refused, "device", "import", file);

        Assert.Equal((148, 2), (record.GetProperty("imported").GetInt32(), record.GetProperty("refused").GetInt32()));
        Assert.Equal([5, 90], record.GetProperty("faults").EnumerateArray().Select(f => f.GetProperty("line").GetInt32()));
        Assert.Contains("Line 90: EffectiveDate 'yesterday' is not", served.Scene.Error, StringComparison.Ordinal);
        await served.JsonAsync("device", "get", "id89");
    }

    [Fact]
    public async Task Import_LinesTooLargeForOneCall_AllGetIn()
    {
        var attributes = string.Join(',', Enumerable.Range(0, 40).Select(n => $"\"a{n}\":[{string.Join(',', Enumerable.Range(0, 50).Select(v => $"\"{v}{new string('x', 90)}\""))}]"));
        var file = Write([]);
        await File.WriteAllLinesAsync(
            file, Enumerable.Range(0, 60).Select(i => $$$"""{"Id":"large{{{i}}}","Address":"t{{{i}}}","ChannelType":"GCM","Attributes":{ {{{attributes}}} }}"""), TestContext.Current.CancellationToken);

        Assert.Equal(60, (await served.JsonAsync("device", "import", file)).GetProperty("imported").GetInt32());
    }

    [Fact]
    public async Task Import_SameIdTwice_TheLastLineWins()
    {
        var file = Write(["other,t0,GCM,u,", .. Enumerable.Range(0, 20).Select(i => $"same,t{i},GCM,u{i},"), "another,t0,GCM,u,"]);

        Assert.Equal(22, (await served.JsonAsync("device", "import", file)).GetProperty("imported").GetInt32());
        Assert.Equal("u19", (await served.JsonAsync("device", "get", "same")).GetProperty("user").GetString());
    }

    [Fact]
    public async Task Import_OfAnInterruptedFile_GoesOnAndStillTellsTheFaultsBeforeTheInterruption()
    {
        var file = Write(["r1,t1,GCM,u1,", "r2,t2,GCM,u2,", "r3,t3,GCM,u3,"]);
        var app = (await served.JsonAsync("app", "show")).GetProperty("id").GetString()!;
        new ImportProgress(served.Scene.Home, app, new FileInfo(file)).Write(new ImportState(3, 1, [new ImportFault(2, "of the first run")]));

        var record = await served.JsonAsync(ExitCode.Refused, "device", "import", file);

        Assert.Equal((1, 3, 1), (record.GetProperty("imported").GetInt32(), record.GetProperty("resumed").GetInt32(), record.GetProperty("refused").GetInt32()));
        Assert.Contains("Line 2: of the first run", served.Scene.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, await served.Scene.RunAsync("device", "get", "r1"));
    }

    [Fact]
    public async Task Import_FileOfAnotherKind_CountsAllFaultsAndTellsTheFirst()
    {
        var record = await served.JsonAsync(ExitCode.Refused, "device", "import", Write(Enumerable.Repeat("x", ImportState.MostFaults + 500)));

        Assert.Equal((ImportState.MostFaults + 500, ImportState.MostFaults), (record.GetProperty("refused").GetInt32(), record.GetProperty("faults").GetArrayLength()));
        Assert.Contains("... and 500 more lines.", served.Scene.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "devices.csv", "100%")]
    [InlineData(false, "10000 devices")]
    public async Task Import_OnATerminalOrNot_ShowsABarOrLines(bool isTerminal, params string[] words)
    {
        var file = Write(Enumerable.Range(0, 10_001).Select(i => $"bar{i},t{i},GCM,,"));

        Assert.Equal(ExitCode.Done, isTerminal ? await served.Scene.RunAtTerminalAsync("device", "import", file) : await served.Scene.RunAsync("device", "import", file));
        Assert.All(words, w => Assert.Contains(w, served.Scene.Error, StringComparison.Ordinal));
        Assert.Equal("10001 devices imported, 0 lines refused.\n", served.Scene.Output);
    }

    [Fact]
    public async Task Import_ServerGoesAwayOrCtrlC_SaysHowToGoOnAndTheSameCommandDoes()
    {
        await using var own = new ServedScene();
        await own.InitializeAsync();
        var url = KnownServer.ReadAll(own.Scene.Home)[0].Url.AbsoluteUri;
        var file = Write(Enumerable.Range(0, 40_000).Select(i => $"id{i},t{i},GCM,,"));
        var app = (await own.JsonAsync("app", "show")).GetProperty("id").GetString()!;
        var progress = new ImportProgress(own.Scene.Home, app, new FileInfo(file));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var cancelled = own.Scene.RunAsync(stop.Token, "device", "import", file);
        var line = await PassAsync(progress, 0, cancelled);
        await stop.CancelAsync();
        Assert.Equal(ExitCode.Cancelled, await cancelled);
        Assert.Contains("The same command goes on from there.", own.Scene.Error, StringComparison.Ordinal);

        var deserted = own.Scene.RunAsync("device", "import", file);
        await PassAsync(progress, progress.Read().Line, deserted);
        await own.StopAsync();
        Assert.Equal(ExitCode.Refused, await deserted);
        Assert.Contains("The same command goes on from there.", own.Scene.Error, StringComparison.Ordinal);

        await own.StartAsync(url);
        var record = await own.JsonAsync("device", "import", file);
        Assert.InRange(record.GetProperty("resumed").GetInt32(), line + 1, 40_000);
        Assert.Equal(40_001, record.GetProperty("resumed").GetInt32() + record.GetProperty("imported").GetInt32());
    }

    /// <summary>Waits until an import is past a line; gives the line that it has come to.</summary>
    private static async Task<int> PassAsync(ImportProgress progress, int line, Task<int> import)
    {
        while (progress.Read().Line <= line)
        {
            Assert.False(import.IsCompleted);
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        return progress.Read().Line;
    }

    private string Write(IEnumerable<string> lines)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(served.Scene.Home, $"{Guid.NewGuid():N}")).FullName, "devices.csv");
        File.WriteAllLines(file, lines.Prepend("Id,Address,ChannelType,User.UserId,EffectiveDate"));
        return file;
    }
}
