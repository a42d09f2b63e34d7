namespace Pinpush.PulumiCli.Tests.Engine;

/// <summary>Runs about some resources, and replacements on purpose.</summary>
public sealed class TargetTests
{
    private const string First = "urn:pulumi:dev::shop::testbed:index:Item::first";
    private const string Alone = "urn:pulumi:dev::shop::testbed:index:Item::alone";

    [Fact]
    public async Task Target_IsAllThatChanges()
    {
        using var bench = await StartAsync();
        await bench.DoneAsync("config", "set", "value", "2");

        await bench.DoneAsync("up", "--yes", "--skip-preview", "--target", First);
        Assert.Equal(["update first"], bench.Calls());
        Assert.Equal("1", Value(bench, "alone"));

        bench.ForgetCalls();
        await bench.DoneAsync("config", "set", "value", "3");
        await bench.DoneAsync("up", "--yes", "--skip-preview", "--target", "**::first", "--target-dependents");
        Assert.Equal(["update first", "update second"], bench.Calls());

        // What is new has to be named: something else would be made without what it takes from it.
        bench.ForgetCalls();
        await bench.DoneAsync("config", "set", "more", "true");
        await RefusedAsync(bench, "::deep does not exist yet and is no target", "up", "--yes", "--target", Alone, "--target", "**::more");
        Assert.Empty(bench.Calls());
        await bench.DoneAsync("config", "rm", "more");
        await bench.DoneAsync("up", "--yes", "--skip-preview", "--target", Alone);
        Assert.Equal(["update alone"], bench.Calls());
        await RefusedAsync(bench, "no resource named 'urn:nothing' found", "destroy", "--yes", "--target", "urn:nothing");
        await RefusedAsync(bench, "no resource named 'urn:nothing' found", "preview", "--target", "urn:nothing");
        Assert.Contains("unchanged", await bench.DoneAsync("preview", "--expect-no-changes"), StringComparison.Ordinal);

        // Nothing is deleted that is no target, and no target from under what needs it.
        bench.ForgetCalls();
        await bench.DoneAsync("config", "set", "alone", "false");
        await bench.DoneAsync("up", "--yes", "--skip-preview", "--target", First);
        await RefusedAsync(bench, "depends on what is to be deleted", "destroy", "--yes", "--skip-preview", "--target", First);
        Assert.Empty(bench.Calls());
        await bench.DoneAsync("destroy", "--yes", "--skip-preview", "--target", First, "--target-dependents");
        Assert.Equal(["delete second", "delete first"], bench.Calls());
        Assert.Equal(["alone"], bench.ItemNames());
        await bench.DoneAsync("up", "--yes", "--skip-preview");
        Assert.Equal(["first", "second"], bench.ItemNames());
        Assert.Contains("unchanged", await bench.DoneAsync("preview", "--expect-no-changes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replace_AndTaint_ReplaceWhatIsUnchanged()
    {
        using var bench = await StartAsync();
        Assert.Contains("1 to replace", await bench.DoneAsync("preview", "--replace", Alone), StringComparison.Ordinal);
        await bench.DoneAsync("up", "--yes", "--skip-preview", "--replace", Alone);
        Assert.Equal(["create alone", "delete alone"], bench.Calls());

        await bench.DoneAsync("up", "--yes", "--skip-preview"); // the testbed deletes what it has taken up: the engine is not to blame
        bench.ForgetCalls();
        await bench.DoneAsync("state", "taint", "--yes", Alone);
        Assert.Contains("\"version\":4,\"features\":[\"taint\"]", await File.ReadAllTextAsync(bench.CheckpointPath, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        var exported = await bench.DoneAsync("stack", "export");
        Assert.Contains("\"taint\": true", exported, StringComparison.Ordinal);
        var file = Path.Combine(bench.Project, "state.json");
        await File.WriteAllTextAsync(file, exported, TestContext.Current.CancellationToken);
        await bench.DoneAsync("stack", "import", "--file", file);
        Assert.Equal(exported[..60], (await bench.DoneAsync("stack", "export"))[..60]);

        await bench.DoneAsync("up", "--yes", "--skip-preview");
        Assert.Equal(["create alone", "delete alone"], bench.Calls());
        Assert.Contains("\"version\":3", await File.ReadAllTextAsync(bench.CheckpointPath, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Null(bench.Resources()["alone"]["taint"]);
    }

    [Fact]
    public async Task State_IsChangedByHand_AndNeverIntoAContradiction()
    {
        using var bench = await StartAsync();
        await RefusedAsync(bench, "others depend on it", "state", "delete", "--yes", First);
        var (code, _) = await bench.RunAsync("state", "delete", Alone);
        Assert.Equal(ExitCode.NotConfirmed, code);
        await RefusedAsync(bench, "No such resource \"urn:nothing\" exists in the current state", "state", "delete", "--yes", "urn:nothing");
        await bench.DoneAsync("state", "protect", "--yes", Alone);
        await RefusedAsync(bench, "is protected", "destroy", "--yes", "--skip-preview");
        await RefusedAsync(bench, "is protected", "state", "delete", "--yes", Alone);
        await bench.DoneAsync("state", "unprotect", "--yes", "--all");
        await bench.DoneAsync("state", "delete", "--yes", Alone);
        Assert.Equal(["first", "second", "shop-dev", "testbed default"], bench.Resources().Keys.Order(StringComparer.Ordinal));
        Assert.Contains("alone", bench.ItemNames());

        await RefusedAsync(bench, "another one is", "state", "rename", "--yes", First, "second");
        await bench.DoneAsync("state", "rename", "--yes", First, "former");
        var former = First[..^"first".Length] + "former";
        Assert.Equal(former, Assert.Single(bench.Resources()["second"]["dependencies"]!.AsArray())!.GetValue<string>()); // it has one
        await bench.DoneAsync("state", "delete", "--yes", former, "--target-dependents");
        Assert.Equal(["shop-dev", "testbed default"], bench.Resources().Keys.Order(StringComparer.Ordinal));

        Assert.Equal("dev\n", await bench.DoneAsync("stack", "--show-name"));
        Assert.Equal($"{Environment.UserName}\n", await bench.DoneAsync("whoami"));
        Assert.Contains("UpdateKind: update\nStatus: succeeded\n", await bench.DoneAsync("stack", "history"), StringComparison.Ordinal);
        Assert.Contains("\"kind\": \"update\"", await bench.DoneAsync("stack", "history", "--json"), StringComparison.Ordinal);
        await RefusedAsync(bench, "stack history", "logs");
    }

    private static async Task<Workbench> StartAsync()
    {
        var bench = await Workbench.CreateAsync("targets.js");
        await bench.DoneAsync("up", "--yes", "--skip-preview");
        bench.ForgetCalls();
        return bench;
    }

    private static string Value(Workbench bench, string name) => bench.Resources()[name]["inputs"]!["value"]!.GetValue<string>(); // every item has one

    private static async Task RefusedAsync(Workbench bench, string says, params string[] args)
    {
        var (code, output) = await bench.RunAsync(args);
        Assert.True(code == ExitCode.Failed && output.Contains(says, StringComparison.Ordinal), $"{string.Join(' ', args)} ended with {code}:\n{output}");
    }
}
