using Pinpush.AwsProvider.Tests;
using Pinpush.Shared.Tests;

namespace Pinpush.EndToEnd.Tests;

/// <summary>SIGKILL in the middle of an update of thirty resources, again and again: the next one goes on; nothing is lost, or there or sent twice.</summary>
/// <remarks>With <c>PINPUSH_EVERY_STEP=true</c> at each call that changes something, both before it arrives and when it is done; else at some.</remarks>
public sealed class KillTests
{
    // (the first call that has this in it, whether the server still gets it), in the order in which the program's resources depend on each other.
    private static readonly Dictionary<string, (string Call, bool Arrives)[]> Points = new()
    {
        ["cli"] = [("/apps shop", true), ("/channels/", false), ("/segments ", true), ("/campaigns campaign-", false), ("/campaigns launch", true)],
        ["program"] = [("/apps shop", false), ("/segments ", true), ("/campaigns campaign-", true)],
        ["aws"] = [("/apps shop", true), ("/channels/", false)],
        ["pinpoint"] = [("/segments ", true), ("/campaigns campaign-", false), ("/campaigns launch", true)],
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
            var died = new TaskCompletionSource<bool>();
            int? Victim() => victim == "cli" ? cli.Id : Kin.Of(cli.Id, Parts[victim]);
            gate.Arm(EveryStep ? call => Victim() is null ? null : NotYet(kills, call) : First(Points[victim][i]), () =>
            {
                family = Kin.Children(cli.Id);
                var id = Victim()!.Value; // it made the call, or waits for it
                Kin.Kill(id);
                died.SetResult(SpinWait.SpinUntil(() => !Kin.IsAlive(id), TimeSpan.FromSeconds(5)));
            });
            var ended = await stack.EndAsync(cli);
            if (EveryStep && !gate.HasFired)
            {
                Assert.Equal(0, ended.Code);
                break;
            }

            Assert.True(gate.HasFired && (EveryStep || ended.Code != 0), $"{i}: {ended}");
            Assert.True(await died.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
            await Until.SoAsync(() => !family.Exists(Kin.IsAlive), TestContext.Current.CancellationToken); // whom a killed CLI leaves behind must not work on
            if ((await cloud.AppsAsync()).FirstOrDefault() is { } made)
            {
                await cloud.RegisterAsync(made.Id);
            }
        }

        gate.Arm(_ => null, () => { });

        // A resource takes one call. What a program had asked for when it was killed is still made, so some are not there to be killed at.
        Assert.True(!EveryStep || kills.Count >= 2 * victim switch { "cli" => 30, "program" => 20, "aws" => 3, _ => 27 }, string.Join('\n', kills));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', kills));
        await stack.UpAsync();
        await stack.UpAsync("--refresh", "--expect-no-changes"); // the refresh clears the notes of creates that a kill left open

        var app = await cloud.AppAsync();
        await cloud.QuietAsync(app);
        Assert.Equal(30, (await stack.ResourcesAsync()).Count);
        Assert.Equal(
            [.. Enumerable.Range(0, 19).Select(i => $"segment-{i}").Append("premium").Order(StringComparer.Ordinal)],
            (await cloud.SegmentsAsync(app)).Select(s => s.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            [.. Enumerable.Range(0, 6).Select(i => $"campaign-{i}"), "launch"],
            (await cloud.CampaignsAsync(app)).Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.Equal(1, cloud.Pushes);
    }

    private static Func<string, bool?> First((string Call, bool Arrives) point) =>
        call => call.Contains(point.Call, StringComparison.Ordinal) ? point.Arrives : null;

    private static bool? NotYet(HashSet<(string Call, bool Arrives)> kills, string call) =>
        kills.Add((call, false)) ? false : kills.Add((call, true)) ? true : null;
}
