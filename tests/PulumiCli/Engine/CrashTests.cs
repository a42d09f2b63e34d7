namespace Pinpush.PulumiCli.Tests.Engine;

/// <summary>SIGKILL at every point of an update: the next one goes on, nothing is lost and nothing is there twice.</summary>
public sealed class CrashTests
{
    private static readonly string[] Creates = ["create:before:1", "create:after:1", "create:after:2"];
    private static readonly string[] Deletes = ["delete:before:1", "delete:after:1"];

    [Theory]
    [InlineData("cli")]
    [InlineData("program")]
    [InlineData("plugin")]
    public async Task Killed_AtEachPoint_TheNextUpdateGoesOn(string target)
    {
        // The engine finishes a step whose program dies, so that run makes an item all the same; deletes come when the program has ended.
        string[] points = target switch { "cli" => [.. Creates, .. Deletes], "program" => Creates[..2], _ => [.. Creates[1..], Deletes[1]] };
        using var bench = await Workbench.CreateAsync("crash.js");
        await bench.DoneAsync("config", "set", "generation", "1");
        foreach (var point in points)
        {
            bench.Variables.Remove("TESTBED_KILL"); // this process is no CLI to be killed
            if (point.StartsWith("delete", StringComparison.Ordinal) && bench.ItemNames().Length < 3)
            {
                await bench.DoneAsync("up", "--yes", "--skip-preview");
                await bench.DoneAsync("config", "set", "generation", "2");
            }

            bench.Variables["TESTBED_KILL"] = $"{target}:{point}";
            var (code, _) = await bench.ProcessAsync("up", "--yes", "--skip-preview");
            Assert.NotEqual(0, code);
            Assert.Contains($"kill {target}", bench.Calls());
            bench.ForgetCalls();
            AssertSound(bench);
        }

        bench.Variables.Remove("TESTBED_KILL");
        await bench.DoneAsync("up", "--yes", "--skip-preview");

        Assert.Equal(["first", "second", "third"], bench.ItemNames());
        Assert.Equal(["first", "second", "third"], bench.Resources().Keys.Except(["shop-dev", "testbed default"]).Order(StringComparer.Ordinal));
        Assert.All(bench.Resources().Where(r => r.Value["type"]!.GetValue<string>() == "testbed:index:Item"),
            r => Assert.True(File.Exists(Path.Combine(bench.Items, $"{r.Value["id"]!.GetValue<string>()}.json")), r.Key));
        Assert.DoesNotContain(bench.Deployment()["resources"]!.AsArray(), r => r!["delete"] is not null);
        Assert.Contains("4 unchanged", await bench.DoneAsync("up", "--yes", "--skip-preview"), StringComparison.Ordinal);
    }

    // Whatever the provider holds is recorded, or a pending operation tells of it.
    private static void AssertSound(Workbench bench)
    {
        var deployment = bench.Deployment();
        var recorded = (deployment["resources"]?.AsArray() ?? []).Select(r => r!["id"]?.GetValue<string>()).OfType<string>().ToHashSet();
        var pending = (deployment["pending_operations"]?.AsArray() ?? []).Select(p => p!["resource"]!["urn"]!.GetValue<string>()).ToHashSet();
        foreach (var file in Directory.EnumerateFiles(bench.Items, "*.json"))
        {
            var urn = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(file))!["urn"]!.GetValue<string>();
            Assert.True(recorded.Contains(Path.GetFileNameWithoutExtension(file)) || pending.Contains(urn), $"{file} is known to nobody");
        }
    }
}
