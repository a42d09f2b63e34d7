using Pinpush.PulumiCli.Plugins;
using Pinpush.PulumiCli.Programs;
using Pinpush.PulumiCli.Projects;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Engine;

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
        var redactor = new Redactor();
        foreach (var value in config.Values.Where(v => v.Secret))
        {
            redactor.Learn(value.Text);
        }

        foreach (var resource in start.Resources)
        {
            redactor.Learn(resource.Inputs);
            redactor.Learn(resource.Outputs);
        }

        var context = new RunContext(kind, project, stack, config, targets, preview, parallel, events, redactor, host.Time);
        events.Begin(kind, project.Name, stack, preview);
        WarnOfPending(start, context);
        using var journal = new Journal(start, preview ? null : save, partial: !targets.IsAll);
        var plugins = new PluginStarter(host, project, config);
        RpcServer? server = null;
        Run? run = null;
        var providers = new ProviderRegistry(
            async (package, version, token) => package == "pulumi" ? new BuiltInProvider(readStack, run!.Find)
                // not null: nothing starts before them
                : new PluginProvider(await plugins.StartAsync(package, version, server!.Address, token)), start.Resources);
        var resources = start.Resources;
        Refresh? refresh = null;
        run = new Run(context, resources, journal, providers);
        server = await RpcServer.StartAsync(new MonitorService(run, context), new EngineService(run, context), CancellationToken.None);
        try
        {
            plugins.Expect(Expected(kind, start), server.Address);
            await using var cancelling = stop.Register(() => Cancel(run, providers, context));
            if (kind == RunKind.Refresh || refreshFirst)
            {
                refresh = new Refresh(context, providers);
                resources = await refresh.RunAsync(resources, run.Stopped, CancellationToken.None);
                await journal.ReplaceAllAsync(resources, CancellationToken.None);
                for (var i = 0; i < refresh.Errors; i++)
                {
                    run.CountError();
                }

                run.Renew(resources);
            }

            if (kind == RunKind.Update && !run.HasErrors)
            {
                await new ProgramRun(host, new ProgramLaunch(project, stack, config, assembly, preview, parallel), context, run).RunAsync(server.Address);
            }

            await run.SettleAsync(CancellationToken.None);
            recorded.UnionWith(run.Registered);
            if (kind == RunKind.Update && !run.HasErrors && targets.Missing(recorded).FirstOrDefault() is { } none)
            {
                run.Fault("", $"no resource named '{none}' found");
            }

            if (kind != RunKind.Refresh && !run.HasErrors && !run.Stopped.IsCancellationRequested)
            {
                await run.DeleteUntouchedAsync(CancellationToken.None);
            }

            if (run.Stopped.IsCancellationRequested && !run.HasErrors)
            {
                run.Fault("", "the run was cancelled; what was done is recorded, and the next run goes on from here");
            }

            await run.SetStackOutputsAsync(CancellationToken.None);
            var state = await journal.FinishAsync(CancellationToken.None);
            var result = run.Result(host.Time.GetElapsedTime(began));
            result = kind == RunKind.Refresh && refresh is not null ? result with { Counts = refresh.Counts } : result;
            events.End(result);
            return (result, state);
        }
        finally
        {
            run.Stop();
            await providers.DisposeAsync(); // plugins log to the server until they end
            await plugins.DisposeAsync();
            await server.DisposeAsync();
            run.Dispose();
        }
    }

    private static void Cancel(Run run, ProviderRegistry providers, RunContext context)
    {
        context.Say(Severity.Info, "",
            "Cancelling: running steps are awaited, no new ones begin. Press Ctrl+C again to end at once; what runs then is recorded as pending.");
        run.Stop();
        _ = providers.CancelAsync(CancellationToken.None);
    }

    // Providers that the state knows or that have settings: the program will hardly do without them.
    private IEnumerable<(string Package, string Version)> Expected(RunKind kind, Snapshot start) => start.Resources.Where(r => r.IsProvider)
        .Select(r => (new ProviderReference(r.Urn, r.Id).Package, r.Inputs.TextOf("version") ?? ""))
        .Concat(kind == RunKind.Update ? config.Values.Select(v => (v.Key.Namespace, "")) : []);

    private void WarnOfPending(Snapshot start, RunContext context)
    {
        if (!start.PendingOperations.IsEmpty)
        {
            context.Say(Severity.Warning, "", "a former run was interrupted, so that nobody knows whether this was done:\n"
                + string.Join('\n', start.PendingOperations.Select(o => $"  {o.Type} {o.Resource.Urn}"))
                + $"\nWhat was created all the same is not recorded: look for it at its provider. Then clear this note: {host.Self} refresh --clear-pending-creates");
        }
    }
}
