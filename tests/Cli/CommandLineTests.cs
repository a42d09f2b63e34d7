using Pinpush.Cli.Outcomes;
using Xunit;

namespace Pinpush.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly Scene scene = new();

    [Theory]
    [InlineData("bogus")]
    [InlineData("app create")]
    [InlineData("send --user u")]
    [InlineData("send --title t")]
    [InlineData("send --user u --token t --channel ios --title t")]
    [InlineData("send --token t --title t")]
    [InlineData("send --user u --silent --title t")]
    [InlineData("send --user u --title t --ttl -1")]
    [InlineData("device register t --channel windows")]
    [InlineData("device remove")]
    [InlineData("channel set apns --bundle-id b")]
    [InlineData("channel set apns --key-file k")]
    [InlineData("channel set gcm")]
    [InlineData("campaign create c --title t --body b")]
    [InlineData("app list --endpoint-url nowhere")]
    public async Task RunAsync_WrongCommandLine_Answers2AndPrintsNoResult(string line)
    {
        var code = await scene.RunAsync(line.Split(' '));

        Assert.Equal(ExitCode.WrongCommandLine, code);
        Assert.Equal("", scene.Output);
        Assert.Contains("--help", scene.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TOKEN is empty", "device", "register", "", "--channel", "ios")]
    [InlineData("--user is empty", "device", "register", "t", "--channel", "ios", "--user", " ")]
    [InlineData("--user is empty", "device", "list", "--user", "")]
    [InlineData("ID is empty", "device", "get", "")]
    [InlineData("ID is '..'", "device", "remove", "..")]
    [InlineData("--user is '.'", "device", "remove", "--user", ".")]
    [InlineData("ID is '..'", "app", "delete", "..")]
    [InlineData("NAME is empty", "app", "create", "")]
    [InlineData("--user is empty", "send", "--user", "", "--title", "t")]
    [InlineData("missing for option: '--user'", "send", "--user")]
    [InlineData("missing for option: '--country'", "segment", "create", "x", "--country")]
    [InlineData("--badge is 'x', which is no whole number", "send", "--user", "u", "--title", "t", "--badge", "x")]
    [InlineData("--max-audience is '1e3', which is no", "campaign", "create", "c", "--segment", "s", "--start", "IMMEDIATE", "--title", "t", "--max-audience", "1e3")]
    [InlineData("leave out --stack", "demo", "--stack", "prod")]
    [InlineData("--application-id is empty", "segment", "list", "--application-id", "")]
    public async Task RunAsync_ValueThatNothingCanMean_Answers2AndNamesIt(string words, params string[] args)
    {
        var code = await scene.RunAsync(args);

        Assert.Equal(ExitCode.WrongCommandLine, code);
        Assert.Contains(words, scene.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app list --bogus", "See: ./pinpush app list --help")]
    [InlineData("channel set gcm --bogus", "See: ./pinpush channel set gcm --help")]
    public async Task RunAsync_WrongOptionOfANestedCommand_NamesTheCommandInOrder(string line, string hint)
    {
        await scene.RunAsync(line.Split(' '));

        Assert.Contains(hint, scene.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NoServerKnown_RefusesAndSaysHowToStartOne()
    {
        var code = await scene.RunAsync("app", "list");

        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains("./pinpush serve", scene.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_LoopbackWithoutItsCredentials_NeverUsesTheUsersOwn()
    {
        var code = await scene.RunAsync("app", "list", "--endpoint-url", "http://127.0.0.1:1");

        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains(Path.Combine(scene.Home, "server", "credentials"), scene.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NobodyListens_SaysWhatToLookAt()
    {
        var credentials = Path.Combine(scene.Home, "credentials");
        await File.WriteAllTextAsync(credentials, "[default]\naws_access_key_id=a\naws_secret_access_key=b\n", TestContext.Current.CancellationToken);

        var code = await scene.RunAsync("app", "list", "--endpoint-url", "http://127.0.0.1:1", "--credentials", credentials);

        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains("./pinpush doctor tells", scene.Error, StringComparison.Ordinal);
    }

    public void Dispose() => scene.Dispose();
}
