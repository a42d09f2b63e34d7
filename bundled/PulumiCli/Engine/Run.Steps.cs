using Pinpush.PulumiCli.Plugins;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Engine;

/// <summary>The steps that keep, make and change a resource.</summary>
internal sealed partial class Run
{
    /// <param name="outputs">Null: they stay.</param>
    private async Task<ResourceState> SameAsync(ResourceState wanted, ResourceState old, PropertyMap? outputs = null)
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

        await journal.RecordAsync(null, old, result, quietly: true, ToItsEnd);
        news[result.Urn] = result;
        Note(new Step(StepKind.Same, result.Urn, old, result));
        return result;
    }

    private async Task<ResourceState> CreateAsync(ResourceState wanted, IProvider? provider)
    {
        var result = await DoAsync(new Step(StepKind.Create, wanted.Urn, null, wanted), provider is null ? null : PendingOperation.Creating,
            () => Create(wanted, provider), async (done, reasons, operation) =>
        {
            var made = Made(wanted, done, reasons);
            await journal.RecordAsync(operation, null, made, quietly: false, ToItsEnd);
            return made;
        });
        return news[wanted.Urn] = result;
    }

    private async Task<ResourceState> UpdateAsync(ResourceState wanted, ResourceState old, IProvider? provider, Verdict verdict)
    {
        wanted = wanted with { Id = old.Id, Created = old.Created, ImportId = wanted.ImportId ?? old.ImportId, Extra = old.Extra };
        var step = verdict.On(new Step(StepKind.Update, wanted.Urn, old, wanted));
        var call = new ProviderCall
        {
            Urn = wanted.Urn,
            Id = old.Id,
            OldInputs = old.Inputs,
            OldOutputs = old.Outputs,
            Inputs = wanted.Inputs,
            IgnoreChanges = wanted.IgnoreChanges,
            Timeout = wanted.Timeouts.Update,
            Preview = context.Preview,
        };
        var result = await DoAsync(step, provider is null ? null : PendingOperation.Updating,
            () => provider?.UpdateAsync(call, ToItsEnd) ?? Task.FromResult<OperationOutcome>(new OperationOutcome.Done("", old.Outputs)),
            async (done, reasons, operation) =>
            {
                var changed = wanted with
                {
                    Outputs = provider is null ? old.Outputs : done.Outputs.Annotated(wanted.Inputs, wanted.AdditionalSecretOutputs),
                    Inputs = done.Inputs ?? wanted.Inputs,
                    InitErrors = reasons,
                    Modified = context.Now(),
                    RefreshBeforeUpdate = done.RefreshBeforeUpdate,
                };
                await journal.RecordAsync(operation, old, changed, quietly: false, ToItsEnd);
                return changed;
            });
        return news[wanted.Urn] = result;
    }

    private Task<OperationOutcome> Create(ResourceState wanted, IProvider? provider) =>
        provider?.CreateAsync(
            new ProviderCall { Urn = wanted.Urn, Inputs = wanted.Inputs, Timeout = wanted.Timeouts.Create, Preview = context.Preview }, ToItsEnd)
        ?? Task.FromResult<OperationOutcome>(new OperationOutcome.Done("", PropertyMaps.Empty));

    private ResourceState Made(ResourceState wanted, OperationOutcome.Done done, System.Collections.Immutable.ImmutableArray<string> reasons) => wanted with
    {
        Id = done.Id,
        Inputs = done.Inputs ?? wanted.Inputs,
        Outputs = done.Outputs.Annotated(wanted.Inputs, wanted.AdditionalSecretOutputs),
        InitErrors = reasons,
        Created = context.Now(),
        Modified = context.Now(),
        RefreshBeforeUpdate = done.RefreshBeforeUpdate,
    };

    /// <summary>Outputs that a component or the stack registers after itself.</summary>
    /// <exception cref="Failure">The URN is not of this run.</exception>
    public async Task SetOutputsAsync(string urn, PropertyMap outputs, CancellationToken cancellationToken)
    {
        context.Redactor.Learn(outputs);
        var current = Find(urn) ?? throw new Failure($"Outputs were given for {urn}, which this run has not registered.");
        if (urn == StackUrn)
        {
            stackOutputs = outputs; // recorded at the end of the run
            return;
        }

        var same = PropertyEquality.Same(current.Outputs, outputs);
        news[urn] = await journal.SetOutputsAsync(urn, outputs, quietly: same, cancellationToken);
    }

    /// <summary>Records the stack's outputs. After a failure the former ones that the program did not get to are kept.</summary>
    public async Task SetStackOutputsAsync(CancellationToken cancellationToken)
    {
        if (StackUrn is null || !news.ContainsKey(StackUrn))
        {
            return;
        }

        var outputs = HasErrors ? OldOutputs.SetItems(stackOutputs ?? PropertyMaps.Empty) : stackOutputs ?? PropertyMaps.Empty;
        news[StackUrn] = await journal.SetOutputsAsync(StackUrn, outputs, quietly: true, cancellationToken);
    }
}
