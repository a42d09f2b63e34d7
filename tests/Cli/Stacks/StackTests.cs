using Pinpush.Cli.Outcomes;
using Xunit;

namespace Pinpush.Cli.Tests.Stacks;

/// <summary>A stack and the commands that work with it, as a platform engineer starts them.</summary>
[Collection(LauncherScene.Collection)]
public sealed class StackTests : IDisposable
{
    private readonly LauncherScene scene = new();

    public StackTests() => scene.UseBuiltProgram();

    [Fact(Timeout = 600_000)]
    public async Task A_local_stack_is_set_up_on_the_local_server_and_tells_the_commands_where_it_is()
    {
        var ends = TestContext.Current.CancellationToken;
        var (alone, words) = await scene.RunAsync("./pinpush pulumi preview --stack dev", TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Refused, alone);
        Assert.Equal(
            "No server: none that was started here runs, and none was named. Start one with ./pinpush serve, or name one with --endpoint-url URL "
            + "(PINPUSH_ENDPOINT_URL). (--region REGION alone calls AWS, which still has apps, channels and SendMessages.)",
            words);

        using var serving = scene.Start("exec ./pinpush serve");
        await serving.LineAsync("Serving the Pinpoint API on ", ends);
        scene.Added["AWS_ACCESS_KEY_ID"] = scene.Added["AWS_SECRET_ACCESS_KEY"] = "of-the-user"; // never used for a local stack
        scene.Added["AWS_PROFILE"] = "of-the-user";

        var (early, notYet) = await scene.RunAsync("./pinpush doctor --stack dev", TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Refused, early);
        Assert.Equal(
            """
            Subject  Found  What to do
            settings  missing  not complete  Stack dev has no output applicationId, so it is not set up yet. ./pinpush pulumi up --stack dev
            """,
            Snapshot.Of(notYet));

        await WorksAsync("./pinpush pulumi up --yes --stack dev --skip-preview");
        await WorksAsync("./pinpush app create another"); // from here on an app has to be named
        await WorksAsync("./pinpush device register 740f4707bebcf74f --channel ios --user user-123 --stack dev");
        Assert.Equal(
            """
            User  Device  Status  Code  Message
            user-123  740f4707bebcf74f  SUCCESSFUL  200  -
            """,
            Snapshot.Of(await WorksAsync("./pinpush send --user user-123 --title Hello --body World --stack dev")));
        // Everybody whom infra's segments are for is among the sample devices.
        await WorksAsync("./pinpush device import examples/devices.csv --stack dev");
        var segments = (await scene.JsonAsync("./pinpush segment list --json --stack dev", ends)).EnumerateArray().ToList();
        Assert.Equal(4, segments.Count);
        foreach (var segment in segments)
        {
            var shown = await scene.JsonAsync($"./pinpush segment show {segment.GetProperty("id").GetString()} --json --stack dev", ends);
            Assert.True(shown.GetProperty("audience").GetProperty("reachable").GetInt64() > 0, shown.ToString());
        }

        Assert.Contains("premium-launch", await WorksAsync("PINPUSH_STACK=dev ./pinpush campaign list"), StringComparison.Ordinal);
        Assert.Equal(
            """
            Subject  Found  What to do
            settings  ok  http://127.0.0.1:PORT/  -
            server  ok  answers  -
            app  ok  ID  -
            channel for iOS  ok  APNS  -
            channel for Android  ok  GCM  -
            """,
            Snapshot.Of(await WorksAsync("./pinpush doctor --stack dev")));
        var (unknown, _) = await scene.RunAsync("PINPUSH_APPLICATION_ID=0123456789abcdef0123456789abcdef ./pinpush campaign list --stack dev", ends);
        Assert.Equal(ExitCode.Refused, unknown); // variables win over outputs

        // A fault is told once, without what the program says of the end of the run.
        await WorksAsync("./pinpush pulumi config set saleStart 2020-01-01T09:00:00 --stack dev");
        var (late, fault) = await scene.RunAsync("./pinpush pulumi preview --stack dev", ends);
        Assert.Equal(ExitCode.Refused, late);
        Assert.Contains("has passed", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("unhandled exception", fault, StringComparison.Ordinal);

        await serving.InterruptAsync(ends);
        Assert.Equal(ExitCode.Done, await serving.EndAsync(ends));
    }

    [Fact(Timeout = 600_000)]
    public async Task Prod_tells_all_that_it_lacks_without_server_or_passphrase()
    {
        var (code, text) = await scene.RunAsync("./pinpush pulumi preview --stack prod", TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Refused, code);
        foreach (var key in new[] { "apnsTeamId", "apnsTokenKeyId", "apnsTokenKey", "gcmServiceJson", "saleStart" })
        {
            Assert.Contains($"pinpush:{key} is missing", text, StringComparison.Ordinal);
        }

        Assert.Contains("./pinpush pulumi config set --secret apnsTokenKey --stack prod < ", text, StringComparison.Ordinal);
        Assert.Contains("Stack prod has no server, so AWS itself would be called.", text, StringComparison.Ordinal);

        // Told where nothing changes, refused where something would.
        var (refused, words) = await scene.RunAsync("./pinpush pulumi up --yes --stack prod", TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Refused, refused);
        Assert.StartsWith("Stack prod has no server", words, StringComparison.Ordinal);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_stack_names_its_server_and_a_project_keeps_its_name()
    {
        var ends = TestContext.Current.CancellationToken;
        var state = Path.Combine(scene.Folder, ".pinpush", "state", ".pulumi", "stacks", "pinpush", "dev.json");
        Directory.CreateDirectory(Path.GetDirectoryName(state)!); // it has one
        await File.WriteAllTextAsync(
            state, """{"version":3,"checkpoint":{"stack":"organization/pinpush/dev","latest":{"resources":[{}]}}}""", ends);
        var project = Path.Combine(scene.Folder, "Pulumi.yaml");
        var text = await File.ReadAllTextAsync(project, ends);
        await File.WriteAllTextAsync(project, text.Replace("name: pinpush\n", "name: shop\n", StringComparison.Ordinal), ends);

        var (code, words) = await scene.RunAsync("./pinpush pulumi preview --stack dev", ends);

        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains("The project was called pinpush when stack dev was set up", words, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(scene.Folder, ".pinpush", "state", ".pulumi", "stacks", "shop")));

        await File.WriteAllTextAsync(project, text, ends);
        await WorksAsync("PULUMI_CONFIG_PASSPHRASE=x ./pinpush pulumi config set endpointUrl http://127.0.0.1:9 --stack prod");
        var (_, led) = await scene.RunAsync("./pinpush pulumi up --yes --stack prod", ends);
        Assert.StartsWith("There is no credentials file at ", led, StringComparison.Ordinal); // of the server that the setting names
    }

    [Fact(Timeout = 600_000)]
    public async Task An_installed_CLI_is_used_with_our_provider_and_not_with_our_stand_in_for_the_AWS_one()
    {
        var ends = TestContext.Current.CancellationToken;
        var bin = Directory.CreateDirectory(Path.Combine(scene.Folder, "bin")).FullName;
        var installed = Path.Combine(bin, "pulumi");
        await File.WriteAllTextAsync(
            installed,
            """
            #!/bin/sh
            case "$1 $2" in
              'stack output') echo '{"applicationId":"a1","endpointUrl":"http://127.0.0.1:9","region":"eu-west-1","n":3}';;
              *) echo "args $* of ${PULUMI_STACK-its own}"; command -v pulumi-resource-pinpoint; command -v pulumi-resource-aws; exit 3;;
            esac
            """,
            TestContext.Current.CancellationToken);
        File.SetUnixFileMode(installed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        scene.Added["PATH"] = $"{bin}:{Environment.GetEnvironmentVariable("PATH")}";

        var (code, text) = await scene.RunAsync("./pinpush pulumi config --stack dev --json", TestContext.Current.CancellationToken);

        Assert.Equal(3, code); // its own
        var printed = text.Split('\n');
        Assert.Equal((2, "args config --stack dev --json of its own"), (printed.Length, printed[0]));
        Assert.EndsWith("/provider/pinpoint/pulumi-resource-pinpoint", printed[1], StringComparison.Ordinal);

        // What stands before the word is obeyed, or refused: another stack would be hit else.
        foreach (var line in new[] { "./pinpush --stack prod pulumi config --json", "PINPUSH_STACK=prod ./pinpush pulumi config --json" })
        {
            var (_, obeyed) = await scene.RunAsync(line, TestContext.Current.CancellationToken);
            Assert.StartsWith("args config --json of prod\n", obeyed, StringComparison.Ordinal);
        }

        Assert.Equal(
            (ExitCode.Refused, "Which stack, prod or dev? Name it once: ./pinpush pulumi ... --stack dev"),
            await scene.RunAsync("./pinpush --stack prod pulumi destroy --stack dev --yes", TestContext.Current.CancellationToken));
        var (_, refused) = await scene.RunAsync("./pinpush --endpoint-url http://127.0.0.1:1 pulumi up", TestContext.Current.CancellationToken);
        Assert.StartsWith("--endpoint-url before pulumi says nothing to the Pulumi CLI", refused, StringComparison.Ordinal);

        Directory.CreateDirectory(Path.Combine(scene.Folder, ".pinpush", "server"));
        await File.WriteAllTextAsync(
            Path.Combine(scene.Folder, ".pinpush", "server", "credentials"), "[default]\naws_access_key_id = a\naws_secret_access_key = b\n",
            TestContext.Current.CancellationToken);
        var (_, unreached) = await scene.RunAsync("./pinpush doctor --stack dev", TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                "Subject  Found  What to do",
                "AWS plugin  missing  the installed Pulumi CLI has none  pulumi plugin install resource aws 7.48.0; or, for servers of your own, take "
                + "the one that comes along: export PINPUSH_AWS_PLUGIN=bundled",
                "settings  ok  http://127.0.0.1:9/  -", // where its outputs lead
                "server  missing  Connection refused (127.0.0.1:9)  "
                + "./pinpush serve; where it runs at another address, also ./pinpush pulumi up --stack dev",
            ],
            Snapshot.Of(unreached).Split('\n'));

        // What it says is taken.
        scene.Added["PINPUSH_AWS_PLUGIN"] = "bundled";
        Assert.Contains("AWS plugin  ok  bundled  -", Snapshot.Of((await scene.RunAsync("./pinpush doctor --stack dev", ends)).Text), StringComparison.Ordinal);
        var (_, taken) = await scene.RunAsync("./pinpush pulumi config --stack dev", ends);
        Assert.EndsWith("/provider/aws/pulumi-resource-aws", taken, StringComparison.Ordinal);
    }

    public void Dispose() => scene.Dispose();

    private async Task<string> WorksAsync(string line)
    {
        var (code, text) = await scene.RunAsync(line, TestContext.Current.CancellationToken);
        Assert.True(code == ExitCode.Done, $"{line} ended with {code}: {text}");
        return text;
    }
}
