using Pinpush.Cli.Outcomes;
using Xunit;

namespace Pinpush.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private const string Channels = "ios, apns, ios-sandbox, apns_sandbox, android, gcm, fcm";

    private readonly Scene scene = new();

    [Theory]
    [InlineData("", "bogus", "Unrecognized command or argument 'bogus'.")]
    [InlineData("app list", "--bogus", "Unrecognized command or argument '--bogus'.")]
    [InlineData("app list", "--endpoint-url nowhere", "'nowhere' is no address. Give a whole one, such as http://127.0.0.1:8787.")]
    [InlineData("app create", "", "Required argument 'NAME' missing for command: 'create'.")]
    [InlineData("send", "--user u", "Give --title or --body, or --silent for a push that shows nothing.")]
    [InlineData("send", "--title t", "Say whom to send to: --user, or --token and --endpoint.")]
    [InlineData("send", "--user u --token t --channel ios --title t", "Say whom to send to: --user, or --token and --endpoint.")]
    [InlineData("send", "--token t --title t", "--token needs --channel: ios, ios-sandbox or android.")]
    [InlineData(
        "send", "--user u --silent --title t", "--silent shows nothing: leave out --title, --body, --image and --sound, and pass values with --data.")]
    [InlineData("send", "--user u --title t --ttl -1", "--ttl and --badge are 0 or more.")]
    [InlineData("send", "--user", "Required argument missing for option: '--user'.")]
    [InlineData("send", "--user u --title t --badge x", "--badge is 'x', which is no whole number.")]
    [InlineData("device register", "t --channel windows", $"--channel is 'windows', which is none of {Channels}.")]
    [InlineData("send", "--token t --title t --channel windows", $"--channel is 'windows', which is none of {Channels}.")]
    [InlineData("device remove", "", "Give either a device's ID or --user.")]
    [InlineData("device remove", "..", "ID is '..', which no id can be.")]
    [InlineData("device remove", "--user .", "--user is '.', which no id can be.")]
    [InlineData("app delete", "..", "ID is '..', which no id can be.")]
    [InlineData("channel set apns", "--bundle-id b", "Give either --key-file (a .p8) or --certificate-file (a .p12).")]
    [InlineData("channel set apns", "--key-file /dev/null", "--key-file needs --key-id, --team-id and --bundle-id beside it.")]
    [InlineData("channel set gcm", "", "Give either --service-account-file or --server-key-file.")]
    [InlineData(
        "channel set gcm", "--bogus", "Unrecognized command or argument '--bogus'.\nGive either --service-account-file or --server-key-file.")]
    [InlineData(
        "serve", "--fcm-token https://token.example", "--fcm-token is the token address of the gateway that --fcm gives: give both. A simulator has its own.")]
    [InlineData("serve", "--gateway-ca /dev/null", "--gateway-ca is for gateways that are given: give --apns, --apns-sandbox or --fcm too.")]
    [InlineData(
        "serve", "--strict-gateways --apns https://a.example --apns-sandbox https://s.example --fcm https://f.example",
        "--strict-gateways is for simulators, and all three gateways are given.")]
    [InlineData("serve", "--accept-loss core.db", "--accept-loss is 'core.db', which is none of key, ledger.db, events.db, calls.db.")]
    [InlineData("serve", "--log-level loud", "--log-level is 'loud', which is none of debug, information, warning, error, none.")]
    [InlineData("segment create", "x --country", "Required argument missing for option: '--country'.")]
    [InlineData(
        "campaign create", "c --title t --body b",
        "Give --segment: who gets it.\nGive --start: IMMEDIATE, or a time such as 2027-01-31T09:00:00Z.")]
    [InlineData(
        "campaign create", "c --segment s --start IMMEDIATE --title t --max-audience 1e3", "--max-audience is '1e3', which is no whole number.")]
    public async Task RunAsync_WrongCommandLine_Answers2AndSaysWhatIsWrongAndWhereToLook(string command, string rest, string told)
    {
        var code = await scene.RunAsync($"{command} {rest}".Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((ExitCode.WrongCommandLine, ""), (code, scene.Output));
        Assert.Equal($"{told}\nSee: ./pinpush {command} --help\n".Replace("  ", " ", StringComparison.Ordinal), scene.Error);
    }

    [Theory]
    [InlineData("TOKEN", "device register", "", "--channel", "ios")]
    [InlineData("--user", "device register", "t", "--channel", "ios", "--user", " ")]
    [InlineData("--user", "device list", "--user", "")]
    [InlineData("ID", "device get", "")]
    [InlineData("NAME", "app create", "")]
    [InlineData("--user", "send", "--user", "", "--title", "t")]
    [InlineData("--application-id", "segment list", "--application-id", "")]
    public async Task RunAsync_EmptyValue_Answers2AndNamesIt(string name, string command, params string[] args)
    {
        var code = await scene.RunAsync([.. command.Split(' '), .. args]);

        Assert.Equal((ExitCode.WrongCommandLine, ""), (code, scene.Output));
        Assert.Equal($"{name} is empty.\nSee: ./pinpush {command} --help\n", scene.Error);
    }

    [Fact]
    public async Task RunAsync_DemoOnAnotherServer_Answers2()
    {
        var code = await scene.RunAsync("demo", "--stack", "prod");

        Assert.Equal(ExitCode.WrongCommandLine, code);
        Assert.Equal("demo runs the stack dev on a server of its own: leave out --stack.\n", scene.Error);
    }

    [Fact]
    public async Task RunAsync_NoServerKnown_RefusesAndSaysHowToStartOne()
    {
        var code = await scene.RunAsync("app", "list");

        Assert.Equal((ExitCode.Refused, ""), (code, scene.Output));
        Assert.Equal(
            "No server: none that was started here runs, and none was named. Start one with ./pinpush serve, or name one with --endpoint-url URL "
            + "(PINPUSH_ENDPOINT_URL). (--region REGION alone calls AWS, which still has apps, channels and SendMessages.)\n",
            scene.Error);
    }

    [Fact]
    public async Task RunAsync_LoopbackWithoutItsCredentials_NeverUsesTheUsersOwn()
    {
        var code = await scene.RunAsync("app", "list", "--endpoint-url", "http://127.0.0.1:1");

        Assert.Equal((ExitCode.Refused, ""), (code, scene.Output));
        Assert.Equal(
            $"There is no credentials file at {Path.Combine(scene.Home, "server", "credentials")}. "
            + "--credentials FILE names the one that the server wrote at its start.\n",
            scene.Error);
    }

    [Fact]
    public async Task RunAsync_NobodyListens_SaysWhatToLookAt()
    {
        var code = await scene.RunAsync("app", "list", "--endpoint-url", "http://127.0.0.1:1", "--credentials", scene.Credentials());

        Assert.Equal((ExitCode.Refused, ""), (code, scene.Output));
        Assert.Equal("No answer: Connection refused. Is the server running? ./pinpush doctor tells.\n", scene.Error);
    }

    public void Dispose() => scene.Dispose();
}
