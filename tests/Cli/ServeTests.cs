using System.Diagnostics;
using System.Text.Json;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Outcomes;
using Xunit;

namespace Pinpush.Cli.Tests;

public sealed class ServeTests : IDisposable
{
    private readonly Scene scene = new();

    [Fact(Timeout = 60_000)]
    public async Task Serve_UntilStopped_OtherCommandsFindItAndItEndsWith0()
    {
        var ends = TestContext.Current.CancellationToken;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ends);
        var file = Path.Combine(scene.Home, "devices.csv");
        await File.WriteAllTextAsync(file, "Address,ChannelType,User.UserId\nt1,GCM,u1\nt2,WRONG,u2\n", ends);
        var serving = scene.RunAsync(stop.Token, "serve", "--urls", "http://127.0.0.1:0", "--key", Path.Combine(scene.Home, "key"));
        await UntilKnownAsync(1, serving);

        Assert.Equal(ExitCode.Done, await scene.RunAsync(ends, "app", "create", "shop", "--json"));
        Assert.Equal("shop", Json("name"));
        Assert.Equal(ExitCode.Refused, await scene.RunAsync(ends, "device", "import", file, "--json"));
        Assert.Equal("1", Json("imported"));
        Assert.Contains("Line 3", scene.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, await scene.RunAsync(ends, "device", "get", "t1", "--json"));
        Assert.Equal("u1", Json("user"));
        Assert.Equal(ExitCode.Refused, await scene.RunAsync(ends, "send", "--endpoint", "t1", "--title", "no channel is set"));
        Assert.Equal(ExitCode.Refused, await scene.RunAsync(ends, "send", "--user", "u1", "--user", "ghost", "--title", "t", "--json"));
        Assert.EndsWith("""{"user":"ghost","code":0,"message":"The user has no devices.","succeeded":false}]}""", scene.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, await scene.RunAsync(ends, "channel", "set", "gcm", "--service-account-file", "nowhere.json"));
        Assert.Contains("there is no file nowhere.json", scene.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, await scene.RunAsync(ends, "device", "get", "unknown"));
        Assert.Contains("NotFoundException", scene.Error, StringComparison.Ordinal);
        Assert.Contains("See: ./pinpush device list --user USER", scene.Error, StringComparison.Ordinal);
        await stop.CancelAsync();

        Assert.Equal(ExitCode.Done, await serving);
        Assert.Empty(KnownServer.ReadAll(scene.Home));
    }

    [Fact(Timeout = 60_000)]
    public async Task Serve_SecondFromTheSameHome_TheFirstStaysTheOneThatCommandsFind()
    {
        var ends = TestContext.Current.CancellationToken;
        using CancellationTokenSource stopFirst = CancellationTokenSource.CreateLinkedTokenSource(ends), stopSecond = CancellationTokenSource.CreateLinkedTokenSource(ends);
        var first = scene.RunAsync(stopFirst.Token, Serve("one"));
        await UntilKnownAsync(1, first);
        var second = scene.RunAsync(stopSecond.Token, Serve("two"));
        await UntilKnownAsync(2, second);
        var servers = KnownServer.ReadAll(scene.Home);

        Assert.Equal(ExitCode.Done, await scene.RunAsync(ends, "app", "create", "of-the-first"));
        Assert.Equal(ExitCode.Done, await scene.RunAsync(ends, "app", "list", "--endpoint-url", servers[1].Url.AbsoluteUri));
        Assert.DoesNotContain("of-the-first", scene.Output, StringComparison.Ordinal);
        await stopFirst.CancelAsync();
        Assert.Equal(ExitCode.Done, await first);
        Assert.Equal(ExitCode.Done, await scene.RunAsync(ends, "app", "list"));
        Assert.DoesNotContain("of-the-first", scene.Output, StringComparison.Ordinal);
        await stopSecond.CancelAsync();
        Assert.Equal(ExitCode.Done, await second);
        Assert.Contains($"go on finding the server on {servers[0].Url}", scene.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app list")]
    [InlineData("doctor")]
    public async Task AnyCommand_ServerWasKilled_SaysThatItIsGone(string line)
    {
        using var ended = Process.Start(new ProcessStartInfo("true")) ?? throw new InvalidOperationException("No process.");
        await ended.WaitForExitAsync(TestContext.Current.CancellationToken);
        new KnownServer { Url = new Uri("http://127.0.0.1:8787"), CredentialsFile = "credentials", ProcessId = ended.Id, Started = DateTimeOffset.UnixEpoch }.Remember(scene.Home);

        Assert.Equal(ExitCode.Refused, await scene.RunAsync(line.Split(' ')));
        Assert.Contains($"http://127.0.0.1:8787/ is gone: its process {ended.Id}", scene.Output + scene.Error, StringComparison.Ordinal);
    }

    private string[] Serve(string data) =>
        ["serve", "--urls", "http://127.0.0.1:0", "--data", Path.Combine(scene.Home, data), "--key", Path.Combine(scene.Home, "key")];

    private async Task UntilKnownAsync(int servers, Task<int> serving)
    {
        while (KnownServer.ReadAll(scene.Home).Count < servers)
        {
            Assert.False(serving.IsCompleted, scene.Error);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private string Json(string member)
    {
        using var record = JsonDocument.Parse(scene.Output);
        return record.RootElement.GetProperty(member).ToString();
    }

    public void Dispose() => scene.Dispose();
}
