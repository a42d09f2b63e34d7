using System.Text.Json.Nodes;

namespace Pinpush.PulumiCli.Tests.Engine;

/// <summary>Every resource option, as an official SDK sends it.</summary>
public sealed class OptionTests
{
    [Fact]
    public async Task Options_OverTheLifeOfAStack()
    {
        using var bench = await Workbench.CreateAsync("options.js");
        await bench.DoneAsync("config", "set", "phase", "1");
        await bench.DoneAsync("up", "--yes", "--skip-preview");
        var before = bench.Resources();
        Assert.NotNull(before["quiet"]["outputs"]!["arn"]!["ciphertext"]);
        Assert.Equal("""{"create":90,"update":120}""", before["timed"]["customTimeouts"]!.ToJsonString());
        Assert.True(before["guard"]["protect"]!.GetValue<bool>()); // from its parent
        Assert.Equal("""["value","tags.a"]""", before["ignoring"]["ignoreChanges"]!.ToJsonString());
        Assert.True(before["kept"]["retainOnDelete"]!.GetValue<bool>());

        bench.ForgetCalls();
        await bench.DoneAsync("config", "set", "phase", "2");
        var preview = await bench.DoneAsync("preview", "--diff");
        Assert.Empty(bench.Calls());
        Assert.DoesNotContain("::ignoring]", preview, StringComparison.Ordinal);
        await bench.DoneAsync("up", "--yes", "--skip-preview");
        var calls = bench.Calls();
        var after = bench.Resources();
        Assert.Equal(("old", "1"), (Value(after["ignoring"], "value"), after["ignoring"]["inputs"]!["tags"]!["a"]!.GetValue<string>()));
        AssertOrder(calls, "create picky", "delete picky");
        AssertOrder(calls, "create sized", "delete sized");
        AssertOrder(calls, "delete behind-colored", "delete colored", "create colored", "create behind-colored");
        AssertOrder(calls, "delete forced", "create forced");
        AssertOrder(calls, "create pivot", "create with-pivot", "delete with-pivot", "delete pivot");
        Assert.Contains("update beside-colored", calls);
        Assert.DoesNotContain(calls, c => c.EndsWith(" beside-colored", StringComparison.Ordinal) && !c.StartsWith("update", StringComparison.Ordinal));
        Assert.NotEqual(Value(before["picky"], "name"), Value(after["picky"], "name")); // a fresh automatic name
        Assert.DoesNotContain(bench.Deployment()["resources"]!.AsArray(), r => r!["delete"] is not null || r["pendingReplacement"] is not null);

        // Phase 3 drops resources; the protected one among them forbids all of it.
        bench.ForgetCalls();
        await bench.DoneAsync("config", "set", "phase", "3");
        var (code, output) = await bench.RunAsync("up", "--yes", "--skip-preview");
        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("'guard' is protected", output, StringComparison.Ordinal);
        Assert.Empty(bench.Calls());
        Assert.Contains("owner", bench.ItemNames());

        // With the protection taken away first, they go: one with its owner, one retained.
        await bench.DoneAsync("config", "set", "phase", "4");
        await bench.DoneAsync("up", "--yes", "--skip-preview");
        Assert.Equal(["delete owner"], bench.Calls());
        Assert.Contains("kept", bench.ItemNames());
        Assert.DoesNotContain("kept", bench.Resources().Keys);
        bench.ForgetCalls();
        await bench.DoneAsync("config", "set", "phase", "5");
        await bench.DoneAsync("up", "--yes", "--skip-preview");
        Assert.Equal(["delete guard"], bench.Calls());
    }

    [Fact]
    public async Task Aliases_RenamedRetypedAndMoved_KeepTheirResources()
    {
        using var bench = await Workbench.CreateAsync("aliases.js");
        await bench.DoneAsync("config", "set", "phase", "1");
        await bench.DoneAsync("up", "--yes", "--skip-preview");
        var ids = bench.Resources();
        bench.ForgetCalls();

        await bench.DoneAsync("config", "set", "phase", "2");
        var output = await bench.DoneAsync("up", "--yes", "--skip-preview");

        Assert.Empty(bench.Calls());
        var after = bench.Resources();
        Assert.Equal(["family", "family-child", "leaf", "moved", "renamed", "shop-dev", "testbed default"], after.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(ids["old-name"]["id"]!.GetValue<string>(), after["renamed"]["id"]!.GetValue<string>());
        Assert.Equal(ids["clan-child"]["id"]!.GetValue<string>(), after["family-child"]["id"]!.GetValue<string>());
        Assert.Equal(after["renamed"]["urn"]!.GetValue<string>(), Assert.Single(after["leaf"]["dependencies"]!.AsArray())!.GetValue<string>());
        Assert.All(after.Values, r => Assert.Null(r["aliases"]));
        Assert.Contains("6 unchanged", output, StringComparison.Ordinal);

        await bench.DoneAsync("config", "set", "phase", "3");
        var (code, words) = await bench.RunAsync("up", "--yes", "--skip-preview");
        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("only one can", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportReadAndFunctions_TakeWhatExists()
    {
        using var bench = await Workbench.CreateAsync("existing.js");
        await File.WriteAllTextAsync(Path.Combine(bench.Items, "found-1.json"),
            """{"urn":"urn:pulumi:dev::shop::testbed:index:Item::found","inputs":{"name":"found","value":"there"}}""", TestContext.Current.CancellationToken);
        await bench.DoneAsync("config", "set", "value", "there");

        await bench.DoneAsync("up", "--yes", "--skip-preview");

        Assert.Empty(bench.Calls());
        var resources = bench.Resources();
        Assert.Equal("found-1", resources["found"]["importID"]!.GetValue<string>());
        Assert.True(resources["looked-at"]["external"]!.GetValue<bool>());
        var outputs = JsonNode.Parse(await bench.DoneAsync("stack", "output", "--json"))!;
        Assert.Equal("""{"greeting":"hello shop","read":"there","refused":"the function failed"}""", outputs.ToJsonString());

        // An import that does not fit is made to fit; one that is done is not done again.
        await bench.DoneAsync("config", "set", "value", "changed");
        await bench.DoneAsync("up", "--yes", "--skip-preview");
        Assert.Equal(["update found"], bench.Calls());
        Assert.Contains(" <  testbed:index:Item looked-at discarded", await bench.DoneAsync("destroy", "--yes", "--skip-preview"), StringComparison.Ordinal);
        Assert.Equal(["update found", "delete found"], bench.Calls());

        bench.Use("missing.js");
        var (code, output) = await bench.RunAsync("up", "--yes", "--skip-preview");
        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("resource 'nowhere' does not exist", output, StringComparison.Ordinal);
    }

    private static string Value(JsonNode resource, string name) => resource["inputs"]![name]!.GetValue<string>();

    private static void AssertOrder(string[] calls, params string[] expected) => Assert.Equal(expected, calls.Where(expected.Contains));
}
