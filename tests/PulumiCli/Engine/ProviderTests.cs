using System.Text.Json.Nodes;
using Pinpush.Shared.Tests;

namespace Pinpush.PulumiCli.Tests.Engine;

public sealed class ProviderTests
{
    [Fact]
    public async Task Settings_OfAProviderThatNothingUses_MayBeThereWithoutOneThatWorks()
    {
        using var bench = await Workbench.CreateAsync("shop.js");
        var plugin = Path.Combine(bench.Root, "broken", "pulumi-resource-broken");
        Directory.CreateDirectory(Path.Combine(bench.Root, "broken"));
        await File.WriteAllTextAsync(plugin, $"#!/bin/sh\ntouch {bench.Root}/started\nexit 3\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(plugin, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        bench.Variables["PATH"] = $"{Path.Combine(bench.Root, "broken")}:{Environment.GetEnvironmentVariable("PATH")}";
        await bench.DoneAsync("config", "set", "broken:region", "eu-1");
        await bench.DoneAsync("config", "set", "absent:region", "eu-1");
        await bench.DoneAsync("config", "set", "--secret", "password", "hunter2hunter2");

        await bench.DoneAsync("up", "--yes", "--skip-preview");

        Assert.True(File.Exists(Path.Combine(bench.Root, "started")));
        Assert.Equal(["first", "second"], bench.ItemNames());
    }

    [Fact]
    public async Task Providers_ExplicitDefaultAndStackReference()
    {
        using var bench = await Workbench.CreateAsync("providers.js");
        WriteOtherStack(bench);
        await bench.DoneAsync("config", "set", "region", "eu-1");
        await bench.DoneAsync("config", "set", "--secret", "key", "provider-key-77");
        await bench.DoneAsync("config", "set", "testbed:color", "blue");
        await bench.DoneAsync("up", "--yes", "--skip-preview");
        var resources = bench.Resources();
        string ProviderOf(string name) => resources[name]["provider"]!.GetValue<string>();
        Assert.Contains("::east::", ProviderOf("in-group"), StringComparison.Ordinal);
        Assert.Contains("::east::", ProviderOf("named"), StringComparison.Ordinal);
        Assert.Contains("::default::", ProviderOf("plain"), StringComparison.Ordinal);
        Assert.Equal("blue", resources["testbed default"]["inputs"]!["color"]!.GetValue<string>());
        Assert.True(resources["organization/other/prod"]["external"]!.GetValue<bool>());
        var outputs = JsonNode.Parse(await bench.DoneAsync("stack", "output", "--json"))!;
        Assert.Equal("""{"hidden":"[secret]","self":"https://shop"}""", outputs.ToJsonString());
        Assert.DoesNotContain("provider-key-77", bench.Everything + File.ReadAllText(bench.CheckpointPath), StringComparison.Ordinal);

        // A new key is an update of the provider alone; a new region replaces it, and with it all that it made.
        bench.ForgetCalls();
        var id = resources["testbed east"]["id"]!.GetValue<string>();
        await bench.DoneAsync("config", "set", "--secret", "key", "provider-key-78");
        await bench.DoneAsync("up", "--yes", "--skip-preview");
        Assert.Empty(bench.Calls());
        Assert.Equal(id, bench.Resources()["testbed east"]["id"]!.GetValue<string>());
        await bench.DoneAsync("config", "set", "region", "us-1");
        await bench.DoneAsync("up", "--yes", "--skip-preview");
        Assert.Equal(["create in-group", "create named", "delete in-group", "delete named"], bench.Calls().Order(StringComparer.Ordinal));
        Assert.NotEqual(id, bench.Resources()["testbed east"]["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task DynamicProviders_OfTheOfficialPackage_Work()
    {
        using var bench = await Workbench.CreateAsync("dynamic.js");
        bench.Variables["PATH"] = $"{Path.Combine(Need.Npm("@pulumi/pulumi"), "@pulumi", "pulumi")}:{Environment.GetEnvironmentVariable("PATH")}";
        await bench.DoneAsync("config", "set", "text", "abc");
        await bench.DoneAsync("up", "--yes", "--skip-preview");
        Assert.Equal("3\n", await bench.DoneAsync("stack", "output", "length"));

        var output = await bench.DoneAsync("up", "--yes", "--skip-preview");
        Assert.Contains("unchanged", output, StringComparison.Ordinal);
        Assert.DoesNotContain("updated", output, StringComparison.Ordinal);

        await bench.DoneAsync("config", "set", "text", "abcde");
        Assert.Contains("~text", await bench.DoneAsync("up", "--yes", "--skip-preview"), StringComparison.Ordinal);
        Assert.Equal("5\n", await bench.DoneAsync("stack", "output", "length"));
        await bench.DoneAsync("destroy", "--yes", "--skip-preview");
        Assert.Empty(bench.Resources());
    }

    [Fact]
    public async Task Plugin_NotInstalled_IsNamedWithThePlacesLookedAt()
    {
        using var bench = await Workbench.CreateAsync("shop.js");
        File.Delete(Path.Combine(bench.Root, "bin", "pulumi-resource-testbed"));
        await bench.DoneAsync("config", "set", "--secret", "password", "hunter2hunter2");
        var (code, output) = await bench.RunAsync("preview");
        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("pulumi-resource-testbed", output, StringComparison.Ordinal);
    }

    // As "stack export" of another project would have it.
    private static void WriteOtherStack(Workbench bench)
    {
        using var cipher = Pinpush.PulumiCli.Secrets.PassphraseCipher.Create(Workbench.Passphrase);
        var path = Path.Combine(bench.Root, "backend", ".pulumi", "stacks", "other", "prod.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // it has one
        File.WriteAllText(path, new JsonObject
        {
            ["version"] = 3,
            ["checkpoint"] = new JsonObject
            {
                ["stack"] = "organization/other/prod",
                ["latest"] = new JsonObject
                {
                    ["manifest"] = new JsonObject { ["time"] = "2026-08-21T10:00:00Z", ["magic"] = "", ["version"] = "" },
                    ["secrets_providers"] = new JsonObject { ["type"] = "passphrase", ["state"] = new JsonObject { ["salt"] = cipher.SaltText } },
                    ["resources"] = new JsonArray(new JsonObject
                    {
                        ["urn"] = "urn:pulumi:prod::other::pulumi:pulumi:Stack::other-prod",
                        ["custom"] = false,
                        ["type"] = "pulumi:pulumi:Stack",
                        ["outputs"] = new JsonObject
                        {
                            ["url"] = "https://shop",
                            ["token"] = new JsonObject
                            {
                                ["4dabf18193072939515e22adb298388d"] = "1b47061264138c4ac30d75fd1eb44270",
                                ["ciphertext"] = cipher.Encrypt("\"token-of-other\""),
                            },
                        },
                    }),
                },
            },
        }.ToJsonString());
    }
}
