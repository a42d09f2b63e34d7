using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pinpush.PulumiCli.Programs;

/// <summary>A program or plugin in a process group of its own, so that Ctrl+C reaches it only by way of the engine.</summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    private const int Interrupt = 2;
    private const int Kill = 9;

    /// <summary>From the polite signal to the other one; the official CLI waits as long.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    // Debian, Alpine and Fedora have it in their base; macOS has none, and there the terminal's Ctrl+C also reaches the child.
    private static readonly string? SetSid = new[] { "/usr/bin/setsid", "/bin/setsid" }.FirstOrDefault(File.Exists);

    private readonly Process process;
    private readonly TimeProvider time;
    private bool disposed;

    private ChildProcess(Process process, TimeProvider time) => (this.process, this.time) = (process, time);

    public StreamReader Output => process.StandardOutput;

    public StreamReader Error => process.StandardError;

    public int ExitCode => process.ExitCode;

    /// <summary>Starts it with all three streams as pipes; its input stays open until the end.</summary>
    /// <param name="environment">All variables that the child gets.</param>
    /// <exception cref="Failure">The file does not exist or cannot be run.</exception>
    public static ChildProcess Start(ChildCommand command, IReadOnlyDictionary<string, string> environment, TimeProvider time)
    {
        var start = SetSid is null ? new ProcessStartInfo(command.File, command.Arguments) : new ProcessStartInfo(SetSid, [command.File, .. command.Arguments]);
        start.WorkingDirectory = command.Folder;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return new ChildProcess(Process.Start(start)!, time); // not null without shell execution
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new Failure($"'{command.File}' cannot be started: {e.Message}");
        }
    }

    public Task WaitForExitAsync(CancellationToken cancellationToken) => process.WaitForExitAsync(cancellationToken);

    /// <summary>Whether it has ended, or does within a second.</summary>
    public async Task<bool> HasEndedAsync()
    {
        try
        {
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(1), time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Asks the group to end, waits, and then makes it end.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!process.HasExited)
        {
            Signal(Interrupt);
            try
            {
                await process.WaitForExitAsync(cancellationToken).WaitAsync(Grace, time, cancellationToken);
            }
            catch (Exception e) when (e is TimeoutException or OperationCanceledException)
            {
                // Killed below.
            }
        }

        await KillAsync();
    }

    /// <summary>Ends the group at once.</summary>
    public async Task KillAsync()
    {
        Signal(Kill); // also when a wrapper script has gone before what it started: the group still has its number
        await process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, true))
        {
            return;
        }

        await StopAsync(CancellationToken.None);
        process.Dispose();
    }

    private void Signal(int signal)
    {
        if (SetSid is not null)
        {
            _ = SendSignal(-process.Id, signal);
        }
        else if (!process.HasExited)
        {
            _ = SendSignal(process.Id, signal);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processOrGroup, int signal);
}
