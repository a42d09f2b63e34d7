using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.Execution;
using Pinpush.PulumiCli.Planning;
using Pinpush.PulumiCli.Plugins;
using Pinpush.PulumiCli.Programs;
using Pinpush.PulumiCli.Projects;
using Pinpush.PulumiCli.Providers;
using Pinpush.PulumiCli.Services;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Deployment;

/// <summary>Puts a run together: state, services, program and plugins, and takes them apart again.</summary>
/// <param name="readStack">Outputs of another stack; null when there is none.</param>
/// <param name="save">Writes the state; not called in previews.</param>
internal sealed class Deployer(
    CommandHost host, Project project, string? assembly, string stack, StackConfig config, Func<string, PropertyMap?> readStack, Action<Snapshot> save)
{
    /// <param name="refreshFirst">Ask the providers before the program runs.</param>
    /// <param name="stop">The user's first Ctrl+C: nothing new begins. The second one ends the process.</param>
    public async Task<(RunResult Result, Snapshot State)> RunAsync(
        RunKind kind, Targets targets, bool preview, bool refreshFirst, int parallel, Snapshot start, IRunEvents events, CancellationToken stop)
    {
        var recorded = start.Resources.Select(r => r.Urn).ToHashSet(StringComparer.Ordinal);
        if (kind != RunKind.Update && targets.Missing(recorded).FirstOrDefault() is { } unknown)
        {
            throw new Failure($"no resource named '{unknown}' found");
        }

        var began = host.Time.GetTimestamp();
        var redactor = Redactor.Of(config.Values.Where(v => v.Secret).Select(v => v.Text), start.Resources.SelectMany(r => new[] { r.Inputs, r.Outputs }));
        using var progress = new RunProgress(events, redactor, host.Time);
        var run = new RunContext(kind, project, stack, config, targets, preview, parallel, redactor, progress, host.Time);
        events.Begin(kind, project.Name, stack, preview);
        WarnOfPending(start, progress);
        using var journal = new Journal(start, preview ? null : save, partial: !targets.IsAll);
        var registered = new Registrations(stack, project.Name, targets);
        var plugins = new PluginStarter(host, project, config);
        var providers = new ProviderRegistry(
            async (package, version, token) => package == "pulumi" ? new BuiltInProvider(readStack, registered.Find)
                : new PluginProvider(await plugins.StartAsync(package, version, token)), start.Resources);
        using var runner = new StepRunner(run, registered, journal);
        var steps = new ResourceSteps(run, registered, journal, providers, runner);
        var configured = new ProviderSteps(run, registered, providers, steps, runner);
        var planner = new Planner(run, registered, providers, configured, new Replacements(registered, journal, providers, steps), steps, runner);
        using var registrar = new Registrar(run, registered, journal, providers, configured, planner, runner);
        var server = await RpcServer.StartAsync(new MonitorService(registrar, run), new EngineService(run), CancellationToken.None);
        try
        {
            plugins.Begin(server.Address, Expected(kind, start));
            await using var cancelling = stop.Register(() => Cancel(progress, providers));
            var resources = start.Resources;
            if (kind == RunKind.Refresh || refreshFirst)
            {
                resources = await new Refresh(run, providers).RunAsync(resources, CancellationToken.None);
                await journal.ReplaceAllAsync(resources, CancellationToken.None);
            }

            registered.Begin(resources);
            if (kind != RunKind.Refresh)
            {
                progress.CountAnew();
            }

            if (kind == RunKind.Update && !progress.HasErrors)
            {
                await new ProgramRun(host, new ProgramLaunch(project, stack, config, assembly, preview, parallel), progress).RunAsync(server.Address);
            }

            await runner.SettleAsync(CancellationToken.None);
            recorded.UnionWith(registered.Urns);
            if (kind == RunKind.Update && !progress.HasErrors && targets.Missing(recorded).FirstOrDefault() is { } none)
            {
                progress.Fault("", $"no resource named '{none}' found");
            }

            if (kind != RunKind.Refresh && !progress.HasErrors && !progress.Stopped.IsCancellationRequested)
            {
                await new Deletion(run, registered, journal, steps, runner).RunAsync(CancellationToken.None);
            }

            if (progress.Stopped.IsCancellationRequested && !progress.HasErrors)
            {
                progress.Fault("", "the run was cancelled; what was done is recorded, and the next run goes on from here");
            }

            await registrar.SetStackOutputsAsync(CancellationToken.None);
            var state = await journal.FinishAsync(CancellationToken.None);
            var result = ResultOf(run, registered, registrar.HasOutputs, host.Time.GetElapsedTime(began));
            events.End(result);
            return (result, state);
        }
        finally
        {
            progress.Stop();
            await providers.DisposeAsync(); // plugins log to the server until they end
            await plugins.DisposeAsync();
            await server.DisposeAsync();
        }
    }

    private static RunResult ResultOf(RunContext run, Registrations registered, bool hasOutputs, TimeSpan elapsed)
    {
        var progress = run.Progress;
        var outputs = progress.StackUrn is { } urn && registered.Find(urn) is { } there ? there.Outputs
            : run.Kind == RunKind.Destroy && !progress.HasErrors ? PropertyMaps.Empty
            : registered.OldOutputs;
        var isTold = !progress.HasErrors || hasOutputs; // after a failure what was before is no outcome
        return new RunResult(!progress.HasErrors, new Dictionary<StepKind, int>(progress.Counts), progress.Errors, elapsed,
            isTold ? outputs : PropertyMaps.Empty, isTold ? registered.OldOutputs : PropertyMaps.Empty, progress.MaybeCorrupt)
        {
            Warnings = progress.Warnings,
        };
    }

    private static void Cancel(RunProgress progress, ProviderRegistry providers)
    {
        progress.Say(Severity.Info, "",
            "Cancelling: running steps are awaited, no new ones begin. Press Ctrl+C again to end at once; what runs then is recorded as pending.");
        progress.Stop();
        _ = providers.CancelAsync(CancellationToken.None);
    }

    // Providers that the state knows or that have settings: the program will hardly do without them.
    private IEnumerable<(string Package, string Version)> Expected(RunKind kind, Snapshot start) => start.Resources.Where(r => r.IsProvider)
        .Select(r => (new ProviderReference(r.Urn, r.Id).Package, r.Inputs.TextOf("version") ?? ""))
        .Concat(kind == RunKind.Update ? config.Values.Select(v => (v.Key.Namespace, "")) : []);

    private void WarnOfPending(Snapshot start, RunProgress progress)
    {
        if (!start.PendingOperations.IsEmpty)
        {
            progress.Say(Severity.Warning, "", "a former run was interrupted, so that nobody knows whether this was done:\n"
                + string.Join('\n', start.PendingOperations.Select(o => $"  {o.Type} {o.Resource.Urn}"))
                + "\nWhat was created all the same is not recorded: look for it at its provider. Then clear this note: "
                + $"{host.Self} refresh --clear-pending-creates");
        }
    }
}
