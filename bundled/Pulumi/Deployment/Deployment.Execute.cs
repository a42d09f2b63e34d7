using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Pulumirpc;

namespace Pulumi;

public sealed partial class Deployment
{
    private const int Failed = 1;

    /// <summary>The engine has been told what went wrong: it need not report the exit code as well.</summary>
    private const int FailedAndTold = 32;

    /// <summary>Runs the program to its end: declarations, everything that they started, outputs.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "The program's edge: whatever escapes it is reported to the engine.")]
    private async Task<int> ExecuteAsync(Func<Task> program)
    {
        ImmutableArray<Exception> failures;
        try
        {
            await program().ConfigureAwait(false);
            failures = await Runner.WaitAsync().ConfigureAwait(false);
            if (failures.IsEmpty && !Logger.HasErrors)
            {
                await Monitor.ShutDownAsync().ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            failures = [e];
        }

        try
        {
            foreach (var failure in failures)
            {
                await ReportAsync(Unwrap(failure)).ConfigureAwait(false);
            }
        }
        catch (LogException e)
        {
            await Console.Error.WriteLineAsync(e.ToString()).ConfigureAwait(false);
            return Failed;
        }

        return !failures.IsEmpty ? FailedAndTold : Logger.HasErrors ? Failed : 0;
    }

    /// <exception cref="LogException">It is one, or the engine cannot be reached.</exception>
    private Task ReportAsync(Exception failure) => failure switch
    {
        LogException => throw failure,
        RunException => Logger.LogAsync(LogSeverity.Error, failure.Message),
        ResourceException { HideStack: true } e => Logger.LogAsync(LogSeverity.Error, e.Message, e.Resource),
        ResourceException e => Logger.LogAsync(LogSeverity.Error, $"{e.Message}\n{e.StackTrace}".TrimEnd(), e.Resource),
        _ => Logger.LogAsync(
            LogSeverity.Error,
            $"Running program '{Assembly.GetEntryAssembly()?.Location}' failed with an unhandled exception:\n{failure}"),
    };

    // The constructor of a stack is called by reflection.
    private static Exception Unwrap(Exception failure) => failure is TargetInvocationException { InnerException: { } inner } ? inner : failure;
}
