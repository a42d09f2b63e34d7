using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.Planning;
using Pinpush.PulumiCli.Providers;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Execution;

/// <summary>What a program asks of the engine: each resource is planned, one at a time, and carried out, several side by side.</summary>
/// <remarks>In a preview the same steps are taken without any that would change something.</remarks>
internal sealed class Registrar(
    RunContext run, Registrations registered, Journal journal, ProviderRegistry providers, ProviderSteps configured, Planner planner, StepRunner runner)
    : IDisposable
{
    /// <summary>For what has begun: it is awaited even when the run is stopped. A second Ctrl+C ends the whole program.</summary>
    private static readonly CancellationToken ToItsEnd = CancellationToken.None;

    private readonly SemaphoreSlim planning = new(1);
    private PropertyMap? stackOutputs;

    /// <summary>Whether the program has told outputs of the stack.</summary>
    public bool HasOutputs => stackOutputs is not null;

    /// <summary>Registers a resource and carries out what that takes.</summary>
    /// <returns>The resource as it is then; in a preview, as far as it is known.</returns>
    /// <exception cref="RunStopped">The step failed, or the run takes no more steps.</exception>
    public Task<ResourceState> RegisterAsync(Goal goal, CancellationToken cancellationToken) =>
        PlanAndDoAsync(() => planner.PlanAsync(goal, ToItsEnd), cancellationToken);

    /// <summary>Reads a resource that the program does not manage.</summary>
    /// <param name="id">Null when it is not known yet, in a preview.</param>
    /// <exception cref="RunStopped">It does not exist, cannot be read, or the run takes no more steps.</exception>
    public Task<ResourceState> ReadAsync(Goal goal, string? id, CancellationToken cancellationToken) =>
        PlanAndDoAsync(() => planner.PlanReadAsync(goal, id, ToItsEnd), cancellationToken);

    /// <summary>Calls a function of a provider.</summary>
    /// <param name="reference">Empty for the default provider.</param>
    /// <exception cref="Failure">The function failed.</exception>
    /// <exception cref="RunStopped">The run takes no more steps.</exception>
    public async Task<InvokeOutcome> InvokeAsync(string token, PropertyMap arguments, string reference, ProviderNeed need, CancellationToken cancellationToken)
    {
        run.Redactor.Learn(arguments);
        await planning.WaitAsync(cancellationToken);
        try
        {
            run.Progress.ThrowIfStopped();
            reference = reference.Length > 0 ? reference : await configured.DefaultAsync(token.Split(':')[0], need, ToItsEnd);
        }
        finally
        {
            planning.Release();
        }

        var provider = await providers.GetAsync(reference, cancellationToken);
        var outcome = await provider.InvokeAsync(token, arguments, run.Preview, cancellationToken);
        run.Redactor.Learn(outcome.Result);
        return outcome;
    }

    /// <summary>Outputs that a component or the stack registers after itself.</summary>
    /// <exception cref="Failure">The URN is not of this run.</exception>
    public async Task SetOutputsAsync(string urn, PropertyMap outputs, CancellationToken cancellationToken)
    {
        run.Redactor.Learn(outputs);
        var current = registered.Find(urn) ?? throw new Failure($"Outputs were given for {urn}, which this run has not registered.");
        if (urn == run.Progress.StackUrn)
        {
            stackOutputs = outputs; // recorded at the end of the run
            return;
        }

        var same = PropertyEquality.Same(current.Outputs, outputs);
        registered.Put(await journal.SetOutputsAsync(urn, outputs, quietly: same, cancellationToken));
    }

    /// <summary>Records the stack's outputs. After a failure the former ones that the program did not get to are kept.</summary>
    public async Task SetStackOutputsAsync(CancellationToken cancellationToken)
    {
        if (run.Progress.StackUrn is not { } urn || registered.Find(urn) is null)
        {
            return;
        }

        var given = stackOutputs ?? PropertyMaps.Empty;
        var outputs = run.Progress.HasErrors ? registered.OldOutputs.SetItems(given) : given;
        registered.Put(await journal.SetOutputsAsync(urn, outputs, quietly: true, cancellationToken));
    }

    public void Dispose() => planning.Dispose();

    private async Task<ResourceState> PlanAndDoAsync(Func<Task<Func<Task<ResourceState>>>> plan, CancellationToken cancellationToken)
    {
        await planning.WaitAsync(cancellationToken);
        return await runner.TrackAsync(async () =>
        {
            Func<Task<ResourceState>> work;
            try
            {
                run.Progress.ThrowIfStopped();
                work = await plan();
            }
            catch (Exception e) when (e is Failure or FormatException)
            {
                throw run.Progress.Failing("", e.Message);
            }
            finally
            {
                planning.Release();
            }

            try
            {
                return await work();
            }
            catch (Failure e)
            {
                throw run.Progress.Failing("", e.Message);
            }
        }, ToItsEnd);
    }
}
