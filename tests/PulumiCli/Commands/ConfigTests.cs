using System.Globalization;
using System.Text.Json.Nodes;

namespace Pinpush.PulumiCli.Tests.Commands;

public sealed class ConfigTests
{
    [Fact]
    public async Task Set_BySeveralProcessesAtOnce_LosesNothing()
    {
        using var bench = await Workbench.CreateAsync(null);
        await File.WriteAllTextAsync(Path.Combine(bench.Project, "Pulumi.dev.yaml"), "# kept\nconfig: {}\n", TestContext.Current.CancellationToken);
        await bench.DoneAsync("stack", "init", "dev");
        await File.WriteAllTextAsync(Path.Combine(bench.Project, "Pulumi.dev.yaml"), "# kept\nconfig: {}\n", TestContext.Current.CancellationToken);
        var numbers = Enumerable.Range(0, 8).ToList();

        // Half of them secrets, of which the first also makes the salt.
        var ended = await Task.WhenAll(numbers.Select(i => i % 2 == 0
            ? bench.ProcessAsync("config", "set", $"key{i}", $"value{i}") : bench.ProcessAsync("config", "set", "--secret", $"key{i}", $"value{i}")));

        Assert.All(ended, e => Assert.True(e.Code == 0, e.Output));
        var all = JsonNode.Parse(await bench.DoneAsync("config", "--json", "--show-secrets"))!.AsObject();
        Assert.Equal(numbers.Select(i => $"value{i}"), numbers.Select(i => (string?)all[$"shop:key{i.ToString(CultureInfo.InvariantCulture)}"]?["value"]));
        Assert.StartsWith("# kept\n", await File.ReadAllTextAsync(bench.StackPath, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ShowsWhatTheProjectGives()
    {
        using var bench = await Workbench.CreateAsync(null);
        await File.AppendAllTextAsync(Path.Combine(bench.Project, "Pulumi.yaml"),
            "config:\n  color: red\n  size:\n    type: integer\n    default: 3\n  aws:region:\n    value: eu-west-1\n  needed:\n    type: string\n",
            TestContext.Current.CancellationToken);
        await bench.DoneAsync("stack", "init", "dev");
        await bench.DoneAsync("config", "set", "color", "blue");

        Assert.Equal("KEY         VALUE\naws:region  eu-west-1\ncolor       blue\nsize        3\n", await bench.DoneAsync("config"));
        Assert.Equal("3\n", await bench.DoneAsync("config", "get", "size"));
    }
}
