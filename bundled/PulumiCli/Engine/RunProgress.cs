using System.Collections.Concurrent;

namespace Pinpush.PulumiCli.Engine;

/// <summary>How a run fares, as each of its parts tells it, and whether it goes on.</summary>
internal sealed class RunProgress(IRunEvents events, Redactor redactor, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<StepKind, int> counts = new();
    private int errors;

    /// <summary>Cancelled when no new step may begin: one failed, or the user cancelled. Those that run are awaited.</summary>
    public CancellationToken Stopped => stopping.Token;

    public bool HasErrors => Volatile.Read(ref errors) > 0;

    public int Errors => errors;

    /// <summary>Steps that succeeded (or are planned), by kind.</summary>
    public IReadOnlyDictionary<StepKind, int> Counts => counts;

    /// <summary>A provider could not tell whether a failed operation had an effect.</summary>
    public bool MaybeCorrupt { get; set; }

    /// <summary>Null until the program has registered it.</summary>
    public string? StackUrn { get; set; }

    public void Stop() => stopping.Cancel();

    /// <exception cref="RunStopped">The run takes no more steps.</exception>
    public void ThrowIfStopped()
    {
        if (stopping.IsCancellationRequested)
        {
            throw new RunStopped();
        }
    }

    /// <summary>The warnings so far.</summary>
    public ConcurrentQueue<Diagnostic> Warnings { get; } = new();

    public void Say(Severity severity, string urn, string text, bool ephemeral = false)
    {
        var told = new Diagnostic(severity, urn, redactor.Clean(text), ephemeral);
        if (severity == Severity.Warning)
        {
            Warnings.Enqueue(told);
        }

        events.Say(told);
    }

    /// <summary>Tells of an error; the run will not succeed, but goes on.</summary>
    public void Fault(string urn, string message)
    {
        CountError();
        Say(Severity.Error, urn, message);
    }

    /// <summary>An error that was told already.</summary>
    public void CountError() => Interlocked.Increment(ref errors);

    /// <summary>Tells of an error that ends the run.</summary>
    public RunStopped Failing(string urn, string message)
    {
        Fault(urn, message);
        Stop();
        return new RunStopped();
    }

    /// <returns>When it began, for <see cref="End"/>.</returns>
    public long Begin(Step step)
    {
        if (!step.IsUnseen)
        {
            events.StepBegins(step);
        }

        return time.GetTimestamp();
    }

    /// <param name="step">With the state that it ended in.</param>
    public void End(Step step, bool succeeded, long began)
    {
        if (step.IsUnseen)
        {
            return;
        }

        if (succeeded)
        {
            counts.AddOrUpdate(step.Kind, 1, static (_, n) => n + 1);
        }

        events.StepEnds(step, succeeded, time.GetElapsedTime(began));
    }

    /// <summary>A step without a provider's part in it.</summary>
    public void Note(Step step) => End(step, succeeded: true, Begin(step));

    /// <summary>Counts from here on: what a refresh before an update found is no step of the update.</summary>
    public void CountAnew() => counts.Clear();

    public void Dispose() => stopping.Dispose();
}
