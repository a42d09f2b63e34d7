using Pinpush.AwsProvider.Tests;

namespace Pinpush.EndToEnd.Tests;

/// <summary>SIGKILL in the middle of an update of thirty resources, again and again: the next one goes on, nothing is lost, nothing is there or sent twice.</summary>
/// <remarks>With <c>PINPUSH_EVERY_STEP=true</c> at each call of each step, before it arrives and when it is done; else at some.</remarks>
public sealed class KillTests
{
    // (which call from where the last one stopped, whether the server still gets it). The AWS plugin makes the app and the channels only.
    private static readonly Dictionary<string, (int Call, bool Arrives)[]> Points = new()
    {
        ["cli"] = [(1, true), (2, false), (3, true), (5, false), (8, true)],
        ["program"] = [(1, false), (2, true), (8, true)],
        ["aws"] = [(1, true), (1, false)],
        ["pinpoint"] = [(4, true), (5, false), (9, true)],
    };

    private static readonly bool EveryStep = Environment.GetEnvironmentVariable("PINPUSH_EVERY_STEP") == "true";

    [Theory]
    [InlineData("cli")]
    [InlineData("program")]
    [InlineData("aws")]
    [InlineData("pinpoint")]
    public async Task The_next_update_goes_on(string victim)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The processes of a run are found in /proc.");
        await using var cloud = await Cloud.StartAsync();
        await using var gate = await KillGate.StartAsync(cloud.Address);
        using var stack = await Stack.StartAsync(cloud, "many", ("tokenKey", Keys.P8), ("serviceJson", Keys.ServiceAccount));
        stack.Endpoint = gate.Address;
        foreach (var (call, arrives) in EveryStep ? Each(stack) : Points[victim])
        {
            using var cli = stack.Start(["up", "--yes", "--skip-preview", .. EveryStep ? ["--parallel", "1"] : Array.Empty<string>()]);
            List<int> family = [];
            gate.Arm(call, arrives, () =>
            {
                family = Kin.Children(cli.Id);
                Kin.Kill(victim switch { "cli" => cli.Id, "program" => Kin.Of(cli.Id, Kin.Program), "aws" => Kin.Of(cli.Id, Kin.AwsPlugin), _ => Kin.Of(cli.Id, Kin.PinpointPlugin) });
            });
            var ended = await stack.EndAsync(cli);
            if (EveryStep && !gate.HasFired)
            {
                Assert.Equal(0, ended.Code);
                break;
            }

            Assert.True(gate.HasFired && (EveryStep || ended.Code != 0), $"{call}, {arrives}: {ended}");
            TestContext.Current.TestOutputHelper?.WriteLine($"Killed at call {call}, {(arrives ? "done" : "before it arrived")}: {stack.Recorded} entries in the state.");
            await GoneAsync(family);
            if ((await cloud.AppsAsync()).FirstOrDefault() is { } made)
            {
                await cloud.RegisterAsync(made.Id);
            }
        }

        await stack.UpAsync();
        await stack.UpAsync("--refresh", "--expect-no-changes"); // the refresh clears the notes of creates that a kill left open

        var app = await cloud.AppAsync();
        await cloud.QuietAsync(app);
        Assert.Equal(30, (await stack.ResourcesAsync()).Count);
        Assert.Equal([.. Enumerable.Range(0, 19).Select(i => $"segment-{i}").Append("premium").Order(StringComparer.Ordinal)], (await cloud.SegmentsAsync(app)).Select(s => s.Name).Order(StringComparer.Ordinal));
        Assert.Equal([.. Enumerable.Range(0, 6).Select(i => $"campaign-{i}"), "launch"], (await cloud.CampaignsAsync(app)).Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.Equal(1, cloud.Pushes);
    }

    // Ever later calls, until the state holds more than at the last kill: then anew from where it has got to.
    private static IEnumerable<(int Call, bool Arrives)> Each(Stack stack)
    {
        for (var (point, known) = (0, 0); ; point++)
        {
            var recorded = stack.Recorded;
            (point, known) = recorded > known ? (0, recorded) : (point, known);
            yield return (1 + (point / 2), point % 2 == 1);
        }
    }

    // Whom a killed CLI leaves behind must not work on.
    private static async Task GoneAsync(List<int> family)
    {
        for (var waited = 0; family.Any(Kin.IsAlive); waited++)
        {
            Assert.True(waited < 100, "A process of a killed run is still there after ten seconds.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
