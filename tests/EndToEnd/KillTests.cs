using Pinpush.AwsProvider.Tests;

namespace Pinpush.EndToEnd.Tests;

/// <summary>SIGKILL in the middle of an update of thirty resources, again and again: the next one goes on, nothing is lost, nothing is there or sent twice.</summary>
/// <remarks>With <c>PINPUSH_EVERY_STEP=true</c> at each call that changes something, both before it arrives and when it is done; else at some.</remarks>
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

    private static readonly Dictionary<string, string> Parts = new() { ["program"] = Kin.Program, ["aws"] = Kin.AwsPlugin, ["pinpoint"] = Kin.PinpointPlugin };

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
        HashSet<(string Call, bool Arrives)> kills = [];
        for (var i = 0; EveryStep || i < Points[victim].Length; i++)
        {
            using var cli = stack.Start(["up", "--yes", "--skip-preview", .. EveryStep ? ["--parallel", "1"] : Array.Empty<string>()]);
            List<int> family = [];
            int? Victim() => victim == "cli" ? cli.Id : Kin.Of(cli.Id, Parts[victim]);
            gate.Arm(EveryStep ? call => Victim() is null ? null : NotYet(kills, call) : Nth(Points[victim][i]), () =>
            {
                family = Kin.Children(cli.Id);
                Kin.Kill(Victim()!.Value); // it made the call, or waits for it
            });
            var ended = await stack.EndAsync(cli);
            if (EveryStep && !gate.HasFired)
            {
                Assert.Equal(0, ended.Code);
                break;
            }

            Assert.True(gate.HasFired && (EveryStep || ended.Code != 0), $"{i}: {ended}");
            await GoneAsync(family);
            if ((await cloud.AppsAsync()).FirstOrDefault() is { } made)
            {
                await cloud.RegisterAsync(made.Id);
            }
        }

        gate.Arm(_ => null, () => { });

        // A resource takes one call. What a program had asked for when it was killed is still made: every third or fourth is not there to be killed at.
        Assert.True(!EveryStep || kills.Count >= 2 * victim switch { "cli" => 30, "program" => 20, "aws" => 3, _ => 27 }, string.Join('\n', kills));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', kills));
        await stack.UpAsync();
        await stack.UpAsync("--refresh", "--expect-no-changes"); // the refresh clears the notes of creates that a kill left open

        var app = await cloud.AppAsync();
        await cloud.QuietAsync(app);
        Assert.Equal(30, (await stack.ResourcesAsync()).Count);
        Assert.Equal([.. Enumerable.Range(0, 19).Select(i => $"segment-{i}").Append("premium").Order(StringComparer.Ordinal)], (await cloud.SegmentsAsync(app)).Select(s => s.Name).Order(StringComparer.Ordinal));
        Assert.Equal([.. Enumerable.Range(0, 6).Select(i => $"campaign-{i}"), "launch"], (await cloud.CampaignsAsync(app)).Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.Equal(1, cloud.Pushes);
    }

    private static Func<string, bool?> Nth((int Call, bool Arrives) point) => _ => --point.Call == 0 ? point.Arrives : null;

    private static bool? NotYet(HashSet<(string Call, bool Arrives)> kills, string call) => kills.Add((call, false)) ? false : kills.Add((call, true)) ? true : null;

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
