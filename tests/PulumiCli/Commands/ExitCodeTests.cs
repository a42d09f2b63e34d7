namespace Pinpush.PulumiCli.Tests.Commands;

/// <summary>Exit codes, and the part of the text that a script or a user looks for, as the official CLI has them.</summary>
public sealed class ExitCodeTests
{
    private const string Nothing = "";

    [Fact]
    public async Task Commands_OverTheLifeOfAStack_EndAsTheOfficialCliDoes()
    {
        using var bench = await Workbench.CreateAsync("shop.js");
        await EndsAsync(1, "Missing required configuration variable", "preview");
        await bench.DoneAsync("config", "set", "--secret", "password", "hunter2hunter2");

        await EndsAsync(2, "--yes or --skip-preview or --preview-only must be passed in to proceed", "up");
        await EndsAsync(2, "--yes or --skip-preview or --preview-only must be passed in to proceed", "destroy", "--diff");
        await EndsAsync(7, "no changes were expected for preview but changes were proposed", "preview", "--expect-no-changes");
        await EndsAsync(0, "to create", "up", "--preview-only");
        Assert.Empty(bench.ItemNames());
        await EndsAsync(7, "no changes were expected for up but changes were made", "up", "--skip-preview", "--expect-no-changes");
        Assert.NotEmpty(bench.ItemNames());
        await EndsAsync(0, "unchanged", "preview", "--expect-no-changes");

        await EndsAsync(6, "no stack named 'nope' found. Make it with: pulumi stack init nope", "preview", "--stack", "nope");
        await EndsAsync(6, "no stack named 'nope' found", "stack", "select", "nope");
        await EndsAsync(6, "no stack named 'nope' found", "stack", "rm", "nope", "--yes");
        await EndsAsync(1, "stack 'dev' already exists", "stack", "init", "dev");
        await EndsAsync(1, "still has", "stack", "rm", "dev", "--yes");
        await EndsAsync(2, "The stack stays", "stack", "rm", "dev", "--force");

        await EndsAsync(1, "unknown command \"prevew\" for \"pulumi\". Did you mean preview?\nSee: pulumi --help", "prevew");
        await EndsAsync(1, "unknown command \"lst\" for \"pulumi stack\". Did you mean ls?\nSee: pulumi stack --help", "stack", "lst", "--json");
        await EndsAsync(1, "unknown command \"frobnicate\" for \"pulumi\"\n", "frobnicate");
        await EndsAsync(1, "unknown flag: --wrongflag\n", "preview", "--wrongflag", "value");
        await EndsAsync(1, "unknown flag: --skip-previw. Did you mean --skip-preview?\nSee: pulumi up --help", "up", "--skip-previw=true", "--yes");
        await EndsAsync(1, "unknown flag: --stak. Did you mean --stack?", "config", "get", "password", "--stak", "dev");
        await EndsAsync(1, "unexpected argument \"dev\" for \"pulumi up\"", "up", "dev");

        await EndsAsync(1, "configuration key 'nothing' not found for stack 'dev'", "config", "get", "nothing");
        await EndsAsync(0, Nothing, "config", "rm", "nothing");
        await EndsAsync(0, Nothing, "config", "set", "empty");
        await EndsAsync(0, Nothing, "config", "set", "at", "@x");
        await EndsAsync(0, "@x", "config", "get", "at");
        await EndsAsync(1, "has no output 'nothing'", "stack", "output", "nothing");

        // Whoever holds the stack keeps off who changes it, and nobody who looks.
        var locks = Directory.CreateDirectory(Path.Combine(bench.Root, "backend", ".pulumi", "locks", "organization", "shop", "dev"));
        await File.WriteAllTextAsync(Path.Combine(locks.FullName, "x.json"), """{"pid":1,"username":"me","hostname":"elsewhere"}""",
            TestContext.Current.CancellationToken);
        bench.Variables["PULUMI_CALLED_AS"] = "./pinpush pulumi";
        await EndsAsync(1, "currently locked by me on elsewhere", "up", "--yes");
        await EndsAsync(1, "remove the lock with: ./pinpush pulumi cancel", "refresh", "--yes");
        await EndsAsync(0, "unchanged", "preview");
        await EndsAsync(0, "unchanged", "refresh", "--preview-only");
        await EndsAsync(2, "The lock stays", "cancel");
        await EndsAsync(0, "1 lock(s) taken away", "cancel", "--yes");
        await EndsAsync(6, "./pinpush pulumi stack init nope", "up", "--yes", "--stack", "nope");
        bench.Variables.Remove("PULUMI_CALLED_AS");

        bench.Variables["PULUMI_CONFIG_PASSPHRASE"] = "another";
        await EndsAsync(1, "incorrect passphrase", "up", "--yes");
        bench.Variables.Remove("PULUMI_CONFIG_PASSPHRASE");
        bench.Variables["TESTBED_DOWN"] = "1";
        Assert.DoesNotContain("gone away", await EndsAsync(1, "http://127.0.0.1:1 cannot be reached", "refresh", "--yes"), StringComparison.Ordinal);
        bench.Variables.Remove("TESTBED_DOWN");
        bench.Variables["TESTBED_KILL"] = "plugin:delete:before:1";
        await EndsAsync(1, "The plugin of provider 'testbed' has gone away", "destroy", "--yes", "--skip-preview");
        bench.Variables.Remove("TESTBED_KILL");

        bench.Variables["PULUMI_HOME"] = Path.Combine(bench.Root, "elsewhere");
        await EndsAsync(1, "no stack selected", "preview");
        var project = Path.Combine(bench.Project, "Pulumi.yaml");
        await File.WriteAllTextAsync(
            project, "name: shop\nruntime: nodejs\nmain: shop.js\n", TestContext.Current.CancellationToken);
        await EndsAsync(3, "no login", "preview", "--stack", "dev");
        await EndsAsync(3, "no login", "stack", "init", "dev");
        await EndsAsync(3, "no login", "stack", "ls");
        Assert.False(Directory.Exists(Path.Combine(bench.Root, "home", ".pulumi", "stacks")));

        // The official CLI's login is as good.
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(bench.Variables["PULUMI_HOME"]).FullName, "credentials.json"),
            $$"""{"current":"file://{{bench.Root}}/backend"}""", TestContext.Current.CancellationToken);
        await EndsAsync(0, "dev", "stack", "ls");

        async Task<string> EndsAsync(int code, string says, params string[] args)
        {
            var (ended, output) = await bench.RunAsync(args);
            Assert.True(ended == code && output.Contains(says, StringComparison.Ordinal),
                $"{string.Join(' ', args)} has to end with {code} and say '{says}', and ended with {ended}:\n{output}");
            return output;
        }
    }
}
