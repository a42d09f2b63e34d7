using System.Collections.Immutable;
using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.Planning;
using Pinpush.PulumiCli.Providers;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Execution;

/// <summary>The steps that keep, make, change and take away a resource.</summary>
internal sealed class ResourceSteps(RunContext run, Registrations registered, Journal journal, ProviderRegistry providers, StepRunner runner)
{
    /// <param name="outputs">Null: they stay.</param>
    public async Task<ResourceState> KeepAsync(ResourceState wanted, ResourceState old, PropertyMap? outputs, CancellationToken cancellationToken)
    {
        var result = wanted with
        {
            Id = old.Id,
            Outputs = outputs ?? old.Outputs,
            Created = old.Created,
            Modified = old.Modified,
            ImportId = wanted.ImportId ?? old.ImportId,
            RefreshBeforeUpdate = old.RefreshBeforeUpdate,
            Extra = old.Extra,
        };
        return await LeaveAsync(result, old, cancellationToken);
    }

    /// <summary>Keeps an entry as it is given, without a question to anybody.</summary>
    public async Task<ResourceState> LeaveAsync(ResourceState result, ResourceState old, CancellationToken cancellationToken)
    {
        await journal.RecordAsync(null, old, result, quietly: true, cancellationToken);
        registered.Put(result);
        run.Progress.Note(new Step(StepKind.Same, result.Urn, old, result));
        return result;
    }

    /// <param name="provider">Null for a component.</param>
    public Task<ResourceState> CreateAsync(ResourceState wanted, IProvider? provider, CancellationToken cancellationToken) => runner.MakeAsync(
        new Step(StepKind.Create, wanted.Urn, null, wanted), provider is null ? null : PendingOperation.Creating, replaces: false,
        () => AskAsync(wanted, provider, cancellationToken), (done, reasons) => Made(wanted, done, reasons), cancellationToken);

    /// <summary>Makes the successor of a resource.</summary>
    /// <param name="stays">The former one is there still, and is deleted later.</param>
    public async Task<ResourceState> ReplaceAsync(
        ResourceState wanted, ResourceState old, IProvider provider, Verdict verdict, bool stays, CancellationToken cancellationToken)
    {
        var step = verdict.On(new Step(StepKind.CreateReplacement, wanted.Urn, old, wanted));
        var result = await runner.MakeAsync(step, PendingOperation.Creating, replaces: stays || old.External,
            () => AskAsync(wanted, provider, cancellationToken), (done, reasons) => Made(wanted, done, reasons), cancellationToken);
        run.Progress.Note(step with { Kind = StepKind.Replace, New = result });
        return result;
    }

    /// <param name="provider">Null for a component.</param>
    public Task<ResourceState> UpdateAsync(
        ResourceState wanted, ResourceState old, IProvider? provider, Verdict verdict, CancellationToken cancellationToken)
    {
        wanted = wanted with { Id = old.Id, Created = old.Created, ImportId = wanted.ImportId ?? old.ImportId, Extra = old.Extra };
        var call = new ProviderCall
        {
            Urn = wanted.Urn,
            Id = old.Id,
            OldInputs = old.Inputs,
            OldOutputs = old.Outputs,
            Inputs = wanted.Inputs,
            IgnoreChanges = wanted.IgnoreChanges,
            Timeout = wanted.Timeouts.Update,
            Preview = run.Preview,
        };
        return runner.MakeAsync(
            verdict.On(new Step(StepKind.Update, wanted.Urn, old, wanted)), provider is null ? null : PendingOperation.Updating, replaces: false,
            () => provider?.UpdateAsync(call, cancellationToken) ?? Nothing("", old.Outputs),
            // The outputs of a component, and the stack's, stay until the program gives others: an unfinished run does not lose them.
            (done, reasons) => Made(wanted, done, reasons) with
            {
                Id = old.Id,
                Created = old.Created,
                Outputs = provider is null ? old.Outputs : Outputs(wanted, done),
            },
            cancellationToken);
    }

    /// <summary>The entry of what was made, read or changed.</summary>
    public ResourceState Made(ResourceState wanted, OperationOutcome.Done done, ImmutableArray<string> reasons) => wanted with
    {
        Id = done.Id,
        Inputs = done.Inputs ?? wanted.Inputs,
        Outputs = Outputs(wanted, done),
        InitErrors = reasons,
        Created = run.Now(),
        Modified = run.Now(),
        RefreshBeforeUpdate = done.RefreshBeforeUpdate,
    };

    /// <summary>Deletes a resource, or only takes it out of the state.</summary>
    /// <param name="marked">What stands in its place in the state; null for nothing.</param>
    public Task DeleteAsync(StepKind kind, ResourceState old, ResourceState? marked, bool byProvider, CancellationToken cancellationToken) => runner.TakeAsync(
        new Step(kind, old.Urn, old, null), byProvider ? PendingOperation.Deleting : null, old, marked,
        async () =>
        {
            if (byProvider && run.Preview && kind == StepKind.Delete)
            {
                await ForetellAsync(old, cancellationToken);
            }

            if (!byProvider || run.Preview)
            {
                return await Nothing(old.Id, PropertyMaps.Empty);
            }

            var provider = await ProviderOfAsync(old, cancellationToken);
            return await provider.DeleteAsync(
                new ProviderCall { Urn = old.Urn, Id = old.Id, OldInputs = old.Inputs, OldOutputs = old.Outputs, Timeout = old.Timeouts.Delete },
                cancellationToken);
        }, cancellationToken);

    /// <summary>The goal's inputs, with the old ones where changes are to be ignored; where that cannot be, the user is told.</summary>
    public PropertyMap Ignoring(Goal goal, string urn, PropertyMap oldInputs)
    {
        var inputs = goal.Ignoring(oldInputs, out var lost);
        foreach (var path in lost)
        {
            run.Progress.Say(Severity.Info, urn, $"cannot ignore changes in added or removed elements of the path: {path}");
        }

        return inputs;
    }

    /// <summary>Tells of a protected resource that would have to go; a preview goes on.</summary>
    /// <exception cref="RunStopped">It is protected.</exception>
    public void RefuseIfProtected(ResourceState old, string verb)
    {
        if (old.Protect && !run.Preview)
        {
            throw run.Progress.Failing(old.Urn, old.ProtectedFrom(verb));
        }

        if (old.Protect)
        {
            run.Progress.Fault(old.Urn, old.ProtectedFrom(verb));
        }
    }

    // A preview calls no Delete, so the plugins of this project tell by a function what one takes along; those of others have no such function.
    private async Task ForetellAsync(ResourceState old, CancellationToken cancellationToken)
    {
        try
        {
            var provider = await ProviderOfAsync(old, cancellationToken);
            var arguments = PropertyMaps.Empty.Add("urn", new PropertyValue.Text(old.Urn)).Add("id", new PropertyValue.Text(old.Id))
                .Add("inputs", new PropertyValue.Map(old.Inputs)).Add("outputs", new PropertyValue.Map(old.Outputs));
            if ((await provider.InvokeAsync("pinpush:index:loss", arguments, preview: true, cancellationToken)).Result.TextOf("loss") is { } loss)
            {
                run.Progress.Say(Severity.Warning, old.Urn, loss);
            }
        }
        catch (Failure)
        {
            // whatever keeps it from answering is told when it is to delete
        }
    }

    private Task<IProvider> ProviderOfAsync(ResourceState old, CancellationToken cancellationToken) =>
        providers.GetAsync(old.Provider ?? throw new Failure($"The state names no provider for {old.Urn}."), cancellationToken);

    private Task<OperationOutcome> AskAsync(ResourceState wanted, IProvider? provider, CancellationToken cancellationToken) =>
        provider?.CreateAsync(
            new ProviderCall { Urn = wanted.Urn, Inputs = wanted.Inputs, Timeout = wanted.Timeouts.Create, Preview = run.Preview }, cancellationToken)
        ?? Nothing("", PropertyMaps.Empty);

    private static PropertyMap Outputs(ResourceState wanted, OperationOutcome.Done done) =>
        done.Outputs.Annotated(wanted.Inputs, wanted.AdditionalSecretOutputs);

    // No provider has a part in it.
    private static Task<OperationOutcome> Nothing(string id, PropertyMap outputs) => Task.FromResult<OperationOutcome>(new OperationOutcome.Done(id, outputs));
}
