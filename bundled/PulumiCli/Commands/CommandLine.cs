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
            // A missing command is told only when nothing else is: a word that is none is among the others.
            foreach (var words in parsed.Errors.Select(e => e.Message).Where(w => parsed.Errors.Count == 1 || w != "Required command was not provided."))
            {
                await host.Error.WriteLineAsync($"error: {words}");
            }

            await host.Error.WriteLineAsync("See: pulumi --help");

            return ExitCode.WrongCommandLine;
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
