using System.Text.Json;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Outcomes;
using Xunit;

namespace Pinpush.Cli.Tests;

/// <summary>A scene with <c>serve</c> running in it and one app, <c>shop</c>.</summary>
public sealed class ServedScene : IAsyncLifetime
{
    private CancellationTokenSource? stop;
    private Task<int> serving = Task.FromResult(0);

    // Its own words must not stand where a test looks for a command's.
    private readonly Scene server;

    public ServedScene() => server = Scene.Beside();

    public Scene Scene { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await StartAsync("http://127.0.0.1:0");
        Assert.Equal(ExitCode.Done, await Scene.RunAsync("app", "create", "shop"));
    }

    internal async Task StartAsync(string url)
    {
        stop = new();
        serving = server.RunAsync(stop.Token, "serve", "--urls", url, "--key", Path.Combine(Scene.Home, "key"));
        while (KnownServer.ReadAll(Scene.Home).Count == 0)
        {
            Assert.False(serving.IsCompleted, server.Error);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Runs a command, expects its exit code, and gives its <c>--json</c> record.</summary>
    internal async Task<JsonElement> JsonAsync(int exitCode, params string[] args)
    {
        var code = await Scene.RunAsync([.. args, "--json"]);
        Assert.True(code == exitCode, $"Exit code {code}: {Scene.Error}");
        using var record = JsonDocument.Parse(Scene.Output);
        return record.RootElement.Clone();
    }

    internal Task<JsonElement> JsonAsync(params string[] args) => JsonAsync(ExitCode.Done, args);

    internal async Task StopAsync()
    {
        using (var stopping = Interlocked.Exchange(ref stop, null))
        {
            if (stopping is not null) // else it was stopped before
            {
                await stopping.CancelAsync();
                Assert.Equal(ExitCode.Done, await serving);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Scene.Dispose();
    }
}
