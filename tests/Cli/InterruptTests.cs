using Xunit;

namespace Pinpush.Cli.Tests;

public sealed class InterruptTests : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("pinpush-cli-");

    [Fact(Timeout = 60_000)]
    public async Task CtrlC_WhileACommandWorks_EndsWith130()
    {
        var ends = TestContext.Current.CancellationToken;
        var tool = Path.Combine(AppContext.BaseDirectory, "pinpush.dll");
        using var demo = new ToolProcess(home.FullName, new Dictionary<string, string> { ["PINPUSH_HOME"] = home.FullName }, "dotnet", tool, "demo");
        await demo.LineAsync("App", ends);

        await demo.InterruptAsync(ends);

        Assert.Equal(ExitCode.Cancelled, await demo.EndAsync(ends));
        Assert.Contains("Cancelled.", demo.Lines);
    }

    public void Dispose() => home.Delete(recursive: true);
}
