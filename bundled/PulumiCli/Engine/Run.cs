using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pinpush.PulumiCli.Plugins;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Engine;

/// <summary>One run over a stack: it turns what is wanted into steps, carries them out and records them.</summary>
/// <remarks>
/// One registration at a time is planned (aliases, checks, diffs); the steps of several run side by side. A step that fails ends the run:
/// no new step begins, those that run are awaited. In a preview the same steps are taken without any that would change something.
/// </remarks>
internal sealed partial class Run : IDisposable
{
    /// <summary>For what has begun: it is awaited even when the run is stopped. A second Ctrl+C ends the whole program.</summary>
    private static readonly CancellationToken ToItsEnd = CancellationToken.None;

    private readonly RunContext context;
    private readonly Journal journal;
    private readonly ProviderRegistry providers;
    private readonly AliasResolver aliases;
    private readonly SemaphoreSlim planning = new(1);
    private readonly SemaphoreSlim slots;
    private readonly CancellationTokenSource stopping = new();

    private readonly Dictionary<string, ResourceState> olds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ResourceState> news = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Goal> goals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> claimed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> foundUnder = new(StringComparer.Ordinal);
    private readonly HashSet<string> replaced = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> deleting = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<StepKind, int> counts = new();
    private readonly ConcurrentDictionary<Task, byte> running = new();
    private int errors;
    private bool corrupt;
    private PropertyMap? stackOutputs;

    public Run(RunContext context, IEnumerable<ResourceState> resources, Journal journal, ProviderRegistry providers)
    {
        (this.context, this.journal, this.providers) = (context, journal, providers);
        aliases = new AliasResolver(context.Stack, context.Project.Name);
        slots = new SemaphoreSlim(context.Parallel);
        Renew(resources);
    }

    public string? StackUrn { get; private set; }

    public PropertyMap OldOutputs { get; private set; } = PropertyMaps.Empty;

    public bool HasErrors => Volatile.Read(ref errors) > 0;

    public CancellationToken Stopped => stopping.Token;

    public ResourceState? Find(string urn) => news.GetValueOrDefault(urn);

    /// <summary>Takes these entries for the old ones, before the first registration.</summary>
    public void Renew(IEnumerable<ResourceState> resources)
    {
        olds.Clear();
        foreach (var resource in resources.Where(r => !r.Delete))
        {
            olds[resource.Urn] = resource;
            OldOutputs = resource.IsStack ? resource.Outputs : OldOutputs;
        }
    }

    /// <summary>Takes no new step from here on.</summary>
    public void Stop() => stopping.Cancel();

    /// <summary>Tells of an error; the run will not succeed, but goes on.</summary>
    public void Fault(string urn, string message)
    {
        Interlocked.Increment(ref errors);
        context.Say(Severity.Error, urn, message);
    }

    /// <summary>An error that was told already.</summary>
    public void CountError() => Interlocked.Increment(ref errors);

    /// <summary>Waits for the steps that run.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        while (running.Keys.FirstOrDefault() is { } task)
        {
            try
            {
                await task.WaitAsync(cancellationToken);
            }
            catch (Exception e) when (e is RunStopped or Failure)
            {
                // Whoever waits for the step hears of it.
            }

            running.TryRemove(task, out _);
        }
    }

    public RunResult Result(TimeSpan elapsed)
    {
        var outputs = StackUrn is not null && news.TryGetValue(StackUrn, out var stack) ? stack.Outputs
            : context.Kind == RunKind.Destroy && !HasErrors ? PropertyMaps.Empty
            : OldOutputs;
        var isTold = !HasErrors || stackOutputs is not null; // after a failure what was before is no outcome
        return new RunResult(!HasErrors, new Dictionary<StepKind, int>(counts), errors, elapsed, isTold ? outputs : PropertyMaps.Empty,
            isTold ? OldOutputs : PropertyMaps.Empty, corrupt)
        {
            Warnings = context.Warnings,
        };
    }

    public void Dispose()
    {
        planning.Dispose();
        slots.Dispose();
        stopping.Dispose();
    }

    /// <summary>Runs one step against the provider and records it.</summary>
    /// <param name="pendingType">Null when no provider is called.</param>
    /// <param name="act">The provider's operation.</param>
    /// <param name="record">Notes the outcome: <see cref="OperationOutcome.Done"/> or <see cref="OperationOutcome.Partial"/> in the form of a done one.</param>
    /// <exception cref="RunStopped">It failed, or the run has been stopped.</exception>
    private async Task<ResourceState> DoAsync(
        Step step, string? pendingType, Func<Task<OperationOutcome>> act,
        Func<OperationOutcome.Done, ImmutableArray<string>, PendingOperation?, Task<ResourceState>> record)
    {
        await slots.WaitAsync(ToItsEnd);
        try
        {
            ThrowIfStopped();
            var began = context.Time.GetTimestamp();
            Begin(step);
            var operation = pendingType is null ? null : await journal.BeginAsync(step.New ?? step.State, pendingType, ToItsEnd);
            OperationOutcome outcome;
            try
            {
                outcome = await act();
            }
            catch (Failure e)
            {
                outcome = new OperationOutcome.Failed(e.Message, OutcomeUnknown: false); // the provider was never reached
            }

            switch (outcome)
            {
                case OperationOutcome.Done done:
                    var state = await record(done, [], operation);
                    context.Redactor.Learn(state.Outputs);
                    End(step with { New = step.New is null ? null : state }, succeeded: true, began);
                    return state;
                case OperationOutcome.Partial partial:
                    var half = await record(new OperationOutcome.Done(partial.Id, partial.Outputs, partial.Inputs), partial.Reasons, operation);
                    throw Failing(step with { New = half }, $"{Words(step)} left the resource incomplete: {string.Join("; ", partial.Reasons)}", began);
                case OperationOutcome.Failed failed:
                    if (operation is not null && !failed.Lost)
                    {
                        await journal.AbandonAsync(operation, ToItsEnd);
                    }

                    corrupt |= failed.OutcomeUnknown && !context.Preview;
                    throw Failing(step, $"{Words(step)} failed: {failed.Message}", began);
                case var other:
                    throw new InvalidOperationException($"An outcome of no known kind: {other.GetType()}.");
            }
        }
        finally
        {
            slots.Release();
        }
    }

    private void Begin(Step step)
    {
        if (!step.IsUnseen)
        {
            context.Events.StepBegins(step);
        }
    }

    private void End(Step step, bool succeeded, long began)
    {
        if (step.IsUnseen)
        {
            return;
        }

        if (succeeded)
        {
            counts.AddOrUpdate(step.Kind, 1, static (_, n) => n + 1);
        }

        context.Events.StepEnds(step, succeeded, context.Time.GetElapsedTime(began));
    }

    // A step without a provider's part in it.
    private void Note(Step step)
    {
        var now = context.Time.GetTimestamp();
        Begin(step);
        End(step, succeeded: true, now);
    }

    private RunStopped Failing(Step step, string message, long began)
    {
        Fault(step.Urn, message);
        End(step, succeeded: false, began);
        Stop();
        return new RunStopped();
    }

    private RunStopped Failing(string urn, string message)
    {
        Fault(urn, message);
        Stop();
        return new RunStopped();
    }

    private void ThrowIfStopped()
    {
        if (stopping.IsCancellationRequested)
        {
            throw new RunStopped();
        }
    }

    /// <summary>Runs the work to its end even when the one who asked for it goes away.</summary>
    private async Task<T> TrackAsync<T>(Func<Task<T>> work)
    {
        var task = Task.Run(work, CancellationToken.None);
        running[task] = 0;
        try
        {
            return await task;
        }
        finally
        {
            running.TryRemove(task, out _);
        }
    }

    private static string Words(Step step) => StepWords.Of(step.Kind).Running;
}
