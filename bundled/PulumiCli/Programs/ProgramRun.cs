using Pinpush.PulumiCli.Engine;

namespace Pinpush.PulumiCli.Programs;

/// <summary>The program as a process: what it prints is shown, how it ends is judged.</summary>
internal sealed class ProgramRun(CommandHost host, ProgramLaunch launch, RunProgress progress)
{
    /// <summary>Exit code of a program whose errors have been told to the engine already.</summary>
    private const int AlreadyTold = 32;

    /// <summary>Starts it and waits for its end; after the run was stopped it gets a moment and is then ended.</summary>
    public async Task RunAsync(string address)
    {
        await using var child = ChildProcess.Start(launch.Command(address), launch.Environment(host.Environment, address), host.Time);
        var (output, error) = (ShowAsync(child.Output, Severity.Info), ShowAsync(child.Error, Severity.InfoError));
        try
        {
            await child.WaitForExitAsync(progress.Stopped);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(child);
        }

        await output;
        await error;
        Judge(child.ExitCode);
    }

    private void Judge(int code)
    {
        if (code == 0 || progress.Stopped.IsCancellationRequested || (code == AlreadyTold && progress.HasErrors))
        {
            return;
        }

        progress.Fault(progress.StackUrn ?? "", code == AlreadyTold ? "the program failed" : $"Program exited with non-zero exit code: {code}");
        progress.Stop();
    }

    // It hears "unavailable" from the monitor and ends by itself; one that hangs does not hold up the progress. (Node formats an uncaught error with
    // colours in a time that grows without bound when its stack lies in node_modules, so such a program may never end.)
    private async Task EndAsync(ChildProcess child)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1), host.Time);
        try
        {
            await child.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await child.KillAsync();
        }
    }

    private async Task ShowAsync(StreamReader stream, Severity severity)
    {
        while (await stream.ReadLineAsync(CancellationToken.None) is { } line)
        {
            progress.Say(severity, progress.StackUrn ?? "", line);
        }
    }
}
