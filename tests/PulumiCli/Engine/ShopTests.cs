namespace Pinpush.PulumiCli.Tests.Engine;

/// <summary>The way of a stack from its first update to its end.</summary>
public sealed class ShopTests
{
    [Fact]
    public async Task Stack_FromInitToDestroy()
    {
        using var bench = await Workbench.CreateAsync("shop.js");
        await bench.DoneAsync("config", "set", "--secret", "password", "hunter2hunter2");
        await bench.DoneAsync("up", "--yes");
        Assert.Equal(["create first", "create second"], bench.Calls());
        var resources = bench.Resources();
        Assert.Equal(["shop-dev", "group", "testbed default", "first", "second"], resources.Keys);
        Assert.Equal("urn:pulumi:dev::shop::testbed:index:Group$testbed:index:Item::first", resources["first"]["urn"]!.GetValue<string>());
        Assert.Equal(["urn:pulumi:dev::shop::testbed:index:Group$testbed:index:Item::first"],
            resources["second"]["dependencies"]!.AsArray().Select(d => d!.GetValue<string>()));
        Assert.Equal($"{resources["testbed default"]["urn"]}::{resources["testbed default"]["id"]}", resources["first"]["provider"]!.GetValue<string>());
        Assert.NotNull(resources["second"]["inputs"]!["password"]!["ciphertext"]);
        Assert.NotNull(resources["second"]["outputs"]!["password"]!["ciphertext"]);

        // Nothing to do, and the entries stay as they are, byte for byte.
        var before = bench.Deployment()["resources"]!.ToJsonString();
        var output = await bench.DoneAsync("up", "--yes", "--skip-preview", "--expect-no-changes");
        Assert.Contains("    4 unchanged\n", output, StringComparison.Ordinal);
        Assert.Equal(before, bench.Deployment()["resources"]!.ToJsonString());

        bench.ForgetCalls();
        await bench.DoneAsync("config", "set", "value", "other");
        await bench.DoneAsync("up", "--yes", "--skip-preview");
        Assert.Equal(["update first"], bench.Calls());

        Assert.Contains("\"password\": \"[secret]\"", await bench.DoneAsync("stack", "output", "--json"), StringComparison.Ordinal);
        Assert.Equal("hunter2hunter2\n", await bench.DoneAsync("stack", "output", "password", "--show-secrets"));

        // What was changed and removed behind the state's back is seen, and put right.
        var item = Directory.EnumerateFiles(bench.Items, "first-*").Single();
        await File.WriteAllTextAsync(item, (await File.ReadAllTextAsync(item, TestContext.Current.CancellationToken))
            .Replace("other", "drift", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        File.Delete(Directory.EnumerateFiles(bench.Items, "second-*").Single());
        output = await bench.DoneAsync("refresh", "--yes", "--skip-preview");
        Assert.Contains("    ~ 1 updated\n    - 1 deleted\n",
            output.Replace("    - 1 deleted\n    ~ 1 updated\n", "    ~ 1 updated\n    - 1 deleted\n", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("second", bench.Resources().Keys);
        await bench.DoneAsync("up", "--yes", "--skip-preview");
        Assert.Equal(["first", "second"], bench.ItemNames());

        await bench.DoneAsync("destroy", "--yes");
        Assert.Empty(bench.ItemNames());
        Assert.Empty(bench.Resources());
        await bench.DoneAsync("stack", "rm", "--yes");
        Assert.False(File.Exists(bench.CheckpointPath));
    }

    [Fact]
    public async Task Up_ConfigurationInAnotherFile_LeavesTheUsualOneAlone()
    {
        using var bench = await Workbench.CreateAsync("shop.js");
        var other = Path.Combine(bench.Root, "other.yaml");
        var usual = await File.ReadAllTextAsync(bench.StackPath, TestContext.Current.CancellationToken);

        await bench.DoneAsync("config", "set", "value", "other", "--config-file", other);
        await bench.DoneAsync("config", "set", "--secret", "password", "hunter2hunter2", "--config-file", other);
        await bench.DoneAsync("up", "--yes", "--skip-preview", "--config-file", other);

        Assert.Equal("other", bench.Resources()["first"]["inputs"]!["value"]!.GetValue<string>()); // every item has one
        Assert.Equal(usual, await File.ReadAllTextAsync(bench.StackPath, TestContext.Current.CancellationToken));
    }
}
