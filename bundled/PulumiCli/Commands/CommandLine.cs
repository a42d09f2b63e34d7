using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;

namespace Pinpush.PulumiCli.Commands;

/// <summary>From arguments to an exit code: parse, run, and put every failure into words in one place.</summary>
internal static class CommandLine
{
    // An argument that begins with @ is a value, and no file of arguments.
    private static readonly ParserConfiguration Verbatim = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(string[] args, CommandHost host)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return await RunAsync(args, host, stop.Token);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = !stop.IsCancellationRequested; // the run ends in its own way; a second signal ends the process
            stop.Cancel();
        }
    }

    public static async Task<int> RunAsync(string[] args, CommandHost host, CancellationToken cancellationToken)
    {
        var parsed = new Root(host).Parse(args, Verbatim);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
        {
            foreach (var words in Mistakes.Find(parsed))
            {
                await host.Error.WriteLineAsync($"error: {words}");
            }

            var command = Mistakes.Path(parsed.CommandResult).Reverse().Skip(1).Prepend(host.Self);
            await host.Error.WriteLineAsync($"See: {string.Join(' ', command)} --help");
            return ExitCode.Failed;
        }

        try
        {
            var invocation = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = host.Output,
                Error = host.Error,
            };
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (Failure failure)
        {
            await host.Error.WriteLineAsync($"error: {failure.Message}");
            return failure.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await host.Error.WriteLineAsync("error: cancelled");
            return ExitCode.Failed;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await host.Error.WriteLineAsync($"error: {fault.Message}");
            return ExitCode.Failed;
        }
    }
}
