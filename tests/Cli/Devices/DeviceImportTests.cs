using System.Globalization;
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
        Assert.Equal(
            """
            Line 5: Id 'id{5}' has one of $ { }, which an id must not have.
            Line 90: EffectiveDate 'yesterday' is not an ISO 8601 time such as TIME.
            """,
            served.Scene.Told);
        await served.JsonAsync("device", "get", "id89");
    }

    [Fact]
    public async Task Import_LinesAsLargeAsTheyMayBe_AllGetIn()
    {
        var values = string.Join(',', Enumerable.Range(0, 50).Select(v => $"\"{v}{new string('x', 90)}\""));
        var attributes = string.Join(',', Enumerable.Range(0, 3).Select(n => $"\"a{n}\":[{values}]"));
        var file = Write([]);
        await File.WriteAllLinesAsync(
            file,
            Enumerable.Range(0, 60).Select(i => $$$"""{"Id":"large{{{i}}}","Address":"t{{{i}}}","ChannelType":"GCM","Attributes":{ {{{attributes}}} }}"""),
            TestContext.Current.CancellationToken);

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
        new ImportProgress(served.Scene.Home, app, new FileInfo(file)).Write(new ImportState(3, 1, 0, [new ImportFault(2, "of the first run")]));

        await served.JsonAsync(ExitCode.Refused, "device", "import", file);

        Assert.Equal("""{"imported":1,"resumed":3,"skipped":0,"refused":1,"faults":[{"line":2,"reason":"of the first run"}]}""", served.Scene.Shown);
        Assert.Equal("Going on after line 3.\nLine 2: of the first run\n", served.Scene.Error);
        Assert.Equal(ExitCode.Refused, await served.Scene.RunAsync("device", "get", "r1"));
    }

    [Fact]
    public async Task Import_FileOfAnotherKind_CountsAllFaultsAndTellsTheFirst()
    {
        var file = Write(Enumerable.Repeat("x", ImportState.MostFaults + 500));
        var record = await served.JsonAsync(ExitCode.Refused, "device", "import", file);

        Assert.Equal(ImportState.MostFaults + 500, record.GetProperty("refused").GetInt32());
        Assert.Equal(ImportState.MostFaults, record.GetProperty("faults").GetArrayLength());
        var lines = Enumerable.Range(2, 20).Select(line => $"Line {line}: 1 values where the header has 5");
        Assert.Equal([.. lines, "... and 1480 more lines."], served.Scene.Told.Split('\n'));
        Assert.Equal(ExitCode.Refused, await served.Scene.RunAsync("device", "import", file));
        Assert.EndsWith("\n... and 1480 more lines. With --json the first 1000 are told.", served.Scene.Told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_ToAFile_ShowsALineNowAndThen()
    {
        Assert.Equal(ExitCode.Done, await served.Scene.RunAsync("device", "import", WriteMany()));
        Assert.Equal(("10000 devices\n", "10001 devices imported, 0 lines refused.\n"), (served.Scene.Error, served.Scene.Output));
    }

    [Fact]
    public async Task Import_OnATerminal_ShowsABarThatEndsFull()
    {
        Assert.Equal(ExitCode.Done, await served.Scene.RunAtTerminalAsync("device", "import", WriteMany()));
        Assert.Matches(@"devices\.csv .*100%", served.Scene.Error.Split('\r', '\n').Last(l => l.Contains("devices.csv", StringComparison.Ordinal)));
        Assert.Equal("10001 devices imported, 0 lines refused.\n", served.Scene.Output);
    }

    private string WriteMany() => Write(Enumerable.Range(0, 10_001).Select(i => $"bar{i},t{i},GCM,,"));

    private string Write(IEnumerable<string> lines)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(served.Scene.Home, $"{Guid.NewGuid():N}")).FullName, "devices.csv");
        File.WriteAllLines(file, lines.Prepend("Id,Address,ChannelType,User.UserId,EffectiveDate"));
        return file;
    }
}
