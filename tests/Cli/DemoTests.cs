using System.Text.Json;
using Pinpush.Cli.Outcomes;
using Xunit;

namespace Pinpush.Cli.Tests;

/// <summary>The demo as a newcomer starts it.</summary>
[Collection(LauncherScene.Collection)]
public sealed class DemoTests : IDisposable
{
    private readonly LauncherScene scene = new();

    private string Demo => Path.Combine(scene.Folder, ".pinpush", "demo");

    [Fact(Timeout = 600_000)]
    public async Task Demo_AfterCtrlCAgainAndWithoutItsState_GoesOnAndSendsNoCampaignTwice()
    {
        var ends = TestContext.Current.CancellationToken;
        using (var demo = scene.Start("exec ./pinpush demo"))
        {
            await demo.LineAsync("Building the stack's program", ends);
            await demo.InterruptAsync(ends);

            Assert.Equal(ExitCode.Cancelled, await demo.EndAsync(ends));
            Assert.Equal("Cancelled.", demo.Lines[^1]);
        }

        var first = await StepsAsync(ends);

        Assert.Equal(9, first.Count);
        Assert.Contains("    + 14 to create", Lines(first[0]));
        Assert.Contains("      ~ isPaused: true => false", Lines(first[6]));
        Assert.Equal(8, first.Sum(Received)); // four pushes, two devices
        Assert.Equal(2, Received(first[6]));

        var second = await StepsAsync(ends);

        Assert.Contains("    14 unchanged", Lines(second[0]));
        Assert.Contains("    14 unchanged", Lines(second[1]));
        Assert.Equal((6, 0), (second.Sum(Received), Received(second[6])));

        Directory.Delete(Path.Combine(Demo, "state"), recursive: true);
        var third = await StepsAsync(ends);

        Assert.Contains("    + 14 created", Lines(third[1])); // found by their keys and taken over
        Assert.Equal((6, 0), (third.Sum(Received), Received(third[6])));
        Assert.Equal(App(first), App(third));
        await NoSecretInAsync(Demo);
    }

    public void Dispose() => scene.Dispose();

    private async Task<List<JsonElement>> StepsAsync(CancellationToken cancellationToken)
    {
        var record = await scene.JsonAsync("./pinpush demo --json", cancellationToken);
        var steps = record.GetProperty("steps").EnumerateArray().ToList();
        Assert.True(record.GetProperty("succeeded").GetBoolean(), record.ToString());
        return steps;
    }

    private static IEnumerable<string> Lines(JsonElement step) => step.GetProperty("lines").EnumerateArray().Select(l => l.GetString() ?? "");

    private static int Received(JsonElement step) => step.GetProperty("received").GetArrayLength();

    private static string App(List<JsonElement> steps) => Lines(steps[1]).Single(l => l.Contains("applicationId :", StringComparison.Ordinal)).Split('"')[1];

    // The keys of Pulumi.dev.yaml are PEM; neither they nor their base64 may lie in state, settings or history.
    private static async Task NoSecretInAsync(string demo)
    {
        var state = Directory.EnumerateFiles(Path.Combine(demo, "state"), "*", SearchOption.AllDirectories);
        foreach (var file in state.Concat(Directory.EnumerateFiles(Path.Combine(demo, "project"))))
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            Assert.DoesNotContain("PRIVATE KEY", text, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String("-----BEGIN PRIVATE KEY"u8)[..24], text, StringComparison.Ordinal);
        }
    }
}
