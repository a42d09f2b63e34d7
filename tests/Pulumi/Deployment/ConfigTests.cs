using System.Collections.Immutable;
using Pulumi.Testing;
using Pulumi.Tests.Engine;

namespace Pulumi.Tests.Deployment;

[Collection(Alone.Name)]
public sealed class ConfigTests
{
    private const string Values = """
        {"shop:name":"alpha","shop:count":"3","shop:ratio":"0.5","shop:flag":"true","shop:list":"[1,2]","shop:config:old":"yes","shop:odd":"True","aws:region":"eu-central-1"}
        """;

    [Fact]
    public async Task Reads_every_kind()
    {
        await WithConfigAsync(() =>
        {
            var config = new Config();
            Assert.Equal("alpha", config.Get("name"));
            Assert.Equal(3, config.GetInt32("count"));
            Assert.Equal(0.5, config.RequireDouble("ratio"));
            Assert.True(config.RequireBoolean("flag"));
            Assert.Equal([1, 2], config.RequireObject<ImmutableArray<int>>("list"));
            Assert.Equal("yes", config.Require("old"));
            Assert.Equal("eu-central-1", new Config("aws:config").Require("region"));
            Assert.Null(config.Get("none"));
            Assert.Null(config.GetInt32("none"));
            Assert.Null(config.GetSecretBoolean("none"));
            Assert.Null(config.GetObject<string>("none"));
        });
    }

    [Fact]
    public async Task Secret_getters_give_secrets()
    {
        await WithConfigAsync(async () =>
        {
            var config = new Config();
            Assert.True(await Output.IsSecretAsync(config.RequireSecret("name")));
            Assert.True(await Output.IsSecretAsync(config.RequireSecretInt32("count")));
            Assert.True(await Output.IsSecretAsync(config.RequireSecretObject<ImmutableArray<int>>("list")));
            Assert.True(config.GetSecretBoolean("flag") is { } flag && (await flag.DataTask) is { IsSecret: true, Value: true });
        });
    }

    [Fact]
    public async Task A_missing_value_is_told_with_the_command_that_sets_it()
    {
        var fault = await Assert.ThrowsAsync<RunException>(() => WithConfigAsync(() => _ = new Config().Require("none")));

        Assert.Equal("Missing Required configuration variable 'shop:none'\n\tplease set a value using the command `pulumi config set shop:none <value>`",
            fault.Message);
    }

    public static TheoryData<Action<Config>, string> Wrong => new()
    {
        { c => c.GetBoolean("odd"), "Configuration 'shop:odd' value 'True' is not a valid Boolean" },
        { c => c.GetInt32("name"), "Configuration 'shop:name' value 'alpha' is not a valid Int32" },
        { c => c.GetDouble("name"), "Configuration 'shop:name' value 'alpha' is not a valid Double" },
        { c => c.GetObject<int[]>("name"), "Configuration 'shop:name' value 'alpha' is not a valid System.Int32[]" },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task A_value_that_cannot_be_read_is_told(Action<Config> read, string message)
    {
        var fault = await Assert.ThrowsAsync<RunException>(() => WithConfigAsync(() => read(new Config())));

        Assert.Equal(message, fault.Message);
    }

    private static Task WithConfigAsync(Action program) => WithConfigAsync(() =>
    {
        program();
        return Task.CompletedTask;
    });

    private static async Task WithConfigAsync(Func<Task> program)
    {
        using var environment = new ProcessEnvironment(new() { ["PULUMI_CONFIG"] = Values });
        await global::Pulumi.Deployment.TestAsync(new EmptyMocks(), new TestOptions { ProjectName = "shop" }, program);
    }
}
