using System.Text.Json;
using Amazon.Pinpoint.Model;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Pinpush.Fakes;
using Pinpush.Server.Hosting;

namespace Pinpush.Server.Tests.Hosting;

public sealed class LogLinesTests
{
    private readonly SteadyClock clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero));

    [Fact]
    public void Write_ManyOfOneKind_OneASecondAndTheNextTellsHowManyWereNot()
    {
        var lines = new LogLines(clock, asJson: false);

        Assert.Equal(["2026-01-02T03:04:05.678Z warn Some.Store[2101] no 0"], Write(lines, 1000, 2101));
        clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Empty(Write(lines, 1, 2101));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["2026-01-02T03:04:06.678Z warn Some.Store[2101] no 0 (and 1000 more like it)"], Write(lines, 5, 2101));
        Assert.Equal(3, Write(lines, 3, 3103).Length); // each run of a campaign is told
    }

    [Fact]
    public void Write_ControlCharacters_AreShownInOneLine()
    {
        var written = Write(new LogLines(clock, asJson: false), "\u001b[2J\r\nfake line\u202e", new InvalidOperationException("two\nlines"));

        Assert.Equal(
            @"2026-01-02T03:04:05.678Z warn Some.Store[2101] \u001b[2J\u000d\u000afake line\u202e System.InvalidOperationException: two lines",
            Assert.Single(written));
    }

    [Fact]
    public void Write_AsJson_IsAnObjectALine()
    {
        var lines = new LogLines(clock, asJson: true);
        Write(lines, "first", null);
        Write(lines, "second", null);
        clock.Advance(TimeSpan.FromSeconds(1));

        using var line = JsonDocument.Parse(Assert.Single(Write(lines, "\u001b[2J\n", new InvalidOperationException("two\nlines"))));

        Assert.Equal(
            ["2026-01-02T03:04:06.678Z", "Warning", "Some.Store", "2101", "\u001b[2J\n", "1", "System.InvalidOperationException: two\nlines"],
            line.RootElement.EnumerateObject().Select(m => m.Value.ToString()));
    }

    [Fact]
    public async Task Log_OfAServer_TellsRunsAndRefusalsInFewLines()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var server = await ServerProcess.StartAsync(cancel);
        var app = await server.AppAsync();
        for (var i = 0; i < 60; i++)
        {
            await server.RegisterAsync(app, $"e{i}");
            server.Apns.Script($"token-e{i}", new ScriptedOutcome.Refused(400, "BadTopic\u001b[31m"));
        }

        await server.SendAsync(app, [.. Enumerable.Range(0, 60).Select(i => $"e{i}")]);
        var campaign = await server.CampaignAsync(app, Calls.To(await server.SegmentAsync(app)));
        var (_, run) = await server.EndedAsync(app, campaign);
        await server.StopAsync();

        var log = server.Log.Split('\n');
        Assert.InRange(log.Count(l => l.Contains("refused endpoint", StringComparison.Ordinal)), 1, 5);
        Assert.DoesNotContain(server.Log, c => c == '\u001b');
        Assert.Single(log, l => l.Contains($"Activity {run.Id} of campaign {campaign} of app {app} begins: 60 recipients", StringComparison.Ordinal));
        Assert.Single(log, l => l.Contains($"Activity {run.Id} of campaign {campaign} of app {app} ended", StringComparison.Ordinal));
    }

    private static string[] Write(LogLines lines, int count, int id) =>
        [.. Enumerable.Range(0, count).SelectMany(i => Write(lines, $"no {i}", null, id))];

    private static string[] Write(LogLines lines, string message, Exception? e, int id = 2101)
    {
        using var writer = new StringWriter();
        lines.Write(new LogEntry<string>(LogLevel.Warning, "Some.Store", id, message, e, (state, _) => state), null, writer);
        return writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
