using System.Diagnostics;

namespace Pinpush.PulumiCli.Tests.Engine;

/// <summary>Ctrl+C, and two runs at once.</summary>
public sealed class CancelTests
{
    [Fact]
    public async Task Interrupt_DuringAStep_RecordsItAndEnds_AndASecondRunIsKeptOff()
    {
        using var bench = await Workbench.CreateAsync("slow.js");
        await bench.DoneAsync("config", "set", "delay", "4000");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Workbench.Limit);
        using var process = bench.Start("up", "--yes", "--skip-preview");
        try
        {
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line && !line.Contains("slow creating", StringComparison.Ordinal))
            {
            }

            var (code, refused) = await bench.RunAsync("up", "--yes", "--skip-preview");
            Assert.Equal(ExitCode.Failed, code);
            Assert.Contains($"currently locked by {Environment.UserName}", refused, StringComparison.Ordinal);

            using (Process.Start("kill", ["-INT", $"{process.Id}"]))
            {
            }

            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.Equal(ExitCode.Failed, process.ExitCode);
            Assert.Contains("the run was cancelled", output, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        // The step that ran was awaited and is recorded; the one behind it was not begun.
        Assert.Equal(["create slow"], bench.Calls());
        Assert.Contains("slow", bench.Resources().Keys);
        Assert.Null(bench.Deployment()["pending_operations"]);
        await bench.DoneAsync("config", "set", "delay", "0");
        await bench.DoneAsync("up", "--yes", "--skip-preview");
        Assert.Equal(["create slow", "update slow", "create next"], bench.Calls());
    }
}
