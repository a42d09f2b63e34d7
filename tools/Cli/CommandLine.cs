using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Input;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;
using Pinpush.Cli.Pulumi;

namespace Pinpush.Cli;

/// <summary>From arguments to an exit code: parse, run, and put every failure into words in one place.</summary>
internal static partial class CommandLine
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
            signal.Cancel = !stop.IsCancellationRequested; // the command ends in its own way; a second signal ends the process
            stop.Cancel();
        }
    }

    public static async Task<int> RunAsync(string[] args, CommandHost host, CancellationToken cancellationToken)
    {
        args = LeaveToPulumi(args);
        var parsed = new PinpushRoot(host).Parse(args, Verbatim);
        var wrong = parsed.Errors.Select(e => NoNumber().Replace(e.Message, "$2 is '$1', which is no whole number.")).ToList();
        if (wrong.Count > 1)
        {
            wrong.Remove("Required command was not provided."); // one was, and it is among the others
        }

        if (wrong.Count == 0 && parsed.CommandResult.Command is not PulumiCommand && PlainMistakes.Find(parsed.CommandResult) is { } mistake)
        {
            wrong.Add(mistake);
        }

        if (wrong.Count > 0 && parsed.Action is not HelpAction and not HelpWithExamples)
        {
            wrong.ForEach(host.Terminal.Say);

            host.Terminal.Say($"See: ./pinpush {string.Join(' ', Names(parsed).Reverse().Append("--help"))}");
            return ExitCode.WrongCommandLine;
        }

        try
        {
            var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (Refusal refusal)
        {
            host.Terminal.Say(refusal.Message);
            return refusal.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            host.Terminal.Say("Cancelled.");
            return ExitCode.Cancelled;
        }
        catch (AmazonServiceException fault)
        {
            host.Terminal.Say(Failures.Describe(fault));
            return ExitCode.Refused;
        }
        catch (HttpRequestException fault)
        {
            host.Terminal.Say(Failures.NoAnswer(fault));
            return ExitCode.Refused;
        }
        catch (Exception fault) when (fault is AmazonClientException or IOException or UnauthorizedAccessException)
        {
            host.Terminal.Say(fault.Message);
            return ExitCode.Refused;
        }
    }

    // Whatever follows the word is the Pulumi CLI's, also what looks like an option of ours, which may stand before it.
    private static string[] LeaveToPulumi(string[] args)
    {
        var at = 0;
        while (at < args.Length && args[at].StartsWith('-'))
        {
            at += CommonOptions.All.Any(o => o.Name == args[at]) ? 2 : 1;
        }

        return at < args.Length && args[at] == PulumiCommand.Word ? [.. args[..(at + 1)], "--", .. args[(at + 1)..]] : args;
    }

    // The library's own words end in a type of .NET.
    [GeneratedRegex(@"^Cannot parse argument '(.*)' for option '(.*)' as expected type '.*Int32.*$")]
    private static partial Regex NoNumber();

    /// <summary>From the command up to, but without, the root.</summary>
    private static IEnumerable<string> Names(ParseResult parsed)
    {
        for (var result = parsed.CommandResult; result.Parent is System.CommandLine.Parsing.CommandResult parent; result = parent)
        {
            yield return result.Command.Name;
        }
    }
}
