using System.Text.Json;
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
        while (!File.Exists(Path.Combine(scene.Home, "server.json")))
        {
            Assert.False(serving.IsCompleted);
            await Task.Delay(20, ends);
        }

        Assert.Equal(ExitCode.Done, await scene.RunAsync(ends, "app", "create", "shop", "--json"));
        Assert.Equal("shop", Json("name"));
        Assert.Equal(ExitCode.Refused, await scene.RunAsync(ends, "device", "import", file, "--json"));
        Assert.Equal("1", Json("imported"));
        Assert.Contains("Line 3", scene.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, await scene.RunAsync(ends, "device", "get", "t1", "--json"));
        Assert.Equal("u1", Json("user"));
        Assert.Equal(ExitCode.Refused, await scene.RunAsync(ends, "send", "--endpoint", "t1", "--title", "no channel is set"));
        Assert.Equal(ExitCode.Refused, await scene.RunAsync(ends, "device", "get", "unknown"));
        Assert.Contains("NotFoundException", scene.Error, StringComparison.Ordinal);
        await stop.CancelAsync();

        Assert.Equal(ExitCode.Done, await serving);
        Assert.False(File.Exists(Path.Combine(scene.Home, "server.json")));
    }

    private string Json(string member)
    {
        using var record = JsonDocument.Parse(scene.Output);
        return record.RootElement.GetProperty(member).ToString();
    }

    public void Dispose() => scene.Dispose();
}
