using System.Security.Cryptography;
using Pinpush.PulumiCli.Plugins;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Engine;

/// <summary>Resources that exist already: read for good, imported, or asked by a function.</summary>
internal sealed partial class Run
{
    /// <summary>Reads a resource that the program does not manage.</summary>
    /// <param name="id">Null when it is not known yet, in a preview.</param>
    /// <exception cref="RunStopped">It does not exist, cannot be read, or the run takes no more steps.</exception>
    public Task<ResourceState> ReadAsync(Goal goal, string? id, CancellationToken cancellationToken) => PlanAndDoAsync(async () =>
    {
        context.Redactor.Learn(goal.Inputs);
        var urn = Claim(ref goal);
        var old = FindOld(goal, urn);
        var reference = await ProviderForAsync(goal, urn);
        var provider = await providers.GetAsync(reference, ToItsEnd);
        var wanted = Wanted(goal, urn, reference) with { External = true, Id = id ?? "" };
        var managed = old is { External: false } && old.Id != id;
        return async () =>
        {
            var kind = managed ? StepKind.ReadReplacement : StepKind.Read;
            var call = new ProviderCall { Urn = urn, Id = id ?? "", OldInputs = goal.Inputs, OldOutputs = goal.Inputs, Timeout = goal.Timeouts.Read };
            var result = await DoAsync(new Step(kind, urn, old, wanted), PendingOperation.Reading, () => id is null
                ? Task.FromResult<OperationOutcome>(new OperationOutcome.Done(Signatures.Unknown, PropertyMaps.Empty))
                : ExistingAsync(provider, call), async (done, reasons, operation) =>
            {
                var read = wanted with { Id = done.Id, Outputs = done.Outputs.Annotated(goal.Inputs, goal.AdditionalSecretOutputs), InitErrors = reasons };
                // not null: it is managed
                await (managed
                    ? journal.RecordReplacementAsync(operation, old!, read, ToItsEnd) : journal.RecordAsync(operation, old, read, quietly: false, ToItsEnd));
                return read;
            });
            return news[urn] = result;
        };
    }, cancellationToken);

    /// <summary>Calls a function of a provider.</summary>
    /// <param name="reference">Empty for the default provider.</param>
    /// <exception cref="Failure">The function failed.</exception>
    /// <exception cref="RunStopped">The run takes no more steps.</exception>
    public async Task<InvokeOutcome> InvokeAsync(string token, PropertyMap arguments, string reference, ProviderNeed need, CancellationToken cancellationToken)
    {
        context.Redactor.Learn(arguments);
        await planning.WaitAsync(cancellationToken);
        try
        {
            ThrowIfStopped();
            reference = reference.Length > 0 ? reference : await DefaultProviderAsync(token.Split(':')[0], need);
        }
        finally
        {
            planning.Release();
        }

        var provider = await providers.GetAsync(reference, cancellationToken);
        var outcome = await provider.InvokeAsync(token, arguments, context.Preview, cancellationToken);
        context.Redactor.Learn(outcome.Result);
        return outcome;
    }

    /// <remarks>1. Read. 2. Check the program's inputs against what was read. 3. An update where they differ; a replacement is refused.</remarks>
    private Func<Task<ResourceState>> PlanImport(Goal goal, ResourceState wanted, ResourceState? old, IProvider provider) => async () =>
    {
        var seed = RandomNumberGenerator.GetBytes(32);
        var kind = old is null or { External: true } ? StepKind.Import : StepKind.ImportReplacement;
        if (kind == StepKind.ImportReplacement)
        {
            RefuseIfProtected(old!, "replaced by an import"); // not null: it is replaced
        }

        var read = new ProviderCall { Urn = wanted.Urn, Id = goal.ImportId, Timeout = goal.Timeouts.Read };
        var imported = await DoAsync(new Step(kind, wanted.Urn, old, wanted with { Id = goal.ImportId }), PendingOperation.Importing,
            () => ExistingAsync(provider, read), async (done, reasons, operation) =>
        {
            var state = Made(wanted, done, reasons) with { Inputs = done.Inputs ?? PropertyMaps.Empty }; // 1
            // as above
            await (kind == StepKind.Import
                ? journal.RecordAsync(operation, old, state, quietly: false, ToItsEnd) : journal.RecordReplacementAsync(operation, old!, state, ToItsEnd));
            return state;
        });
        news[wanted.Urn] = imported;
        var call = new ProviderCall
        {
            Urn = wanted.Urn,
            Id = imported.Id,
            OldInputs = imported.Inputs,
            OldOutputs = imported.Outputs,
            Inputs = Ignoring(goal, wanted.Urn, imported.Inputs),
            IgnoreChanges = goal.IgnoreChanges,
            Preview = context.Preview,
            Seed = seed,
        };
        wanted = wanted with { Inputs = await CheckAsync(provider, call) }; // 2
        var verdict = await JudgeAsync(goal, wanted, imported, provider, call with { Inputs = wanted.Inputs });
        if (verdict.Replace)
        {
            throw Failing(wanted.Urn,
                $"the imported resource would have to be replaced, because of: {string.Join(", ", verdict.ReplaceKeys)}. "
                    + "Make the program's inputs those of the resource.");
        }

        return verdict.Update ? await UpdateAsync(wanted, imported, provider, verdict) : await SameAsync(wanted, imported); // 3
    };

    private static async Task<OperationOutcome> ExistingAsync(IProvider provider, ProviderCall call) =>
        await provider.ReadAsync(call, CancellationToken.None) is var outcome && outcome is OperationOutcome.Done { Id: "" }
            ? new OperationOutcome.Failed($"resource '{call.Id}' does not exist", OutcomeUnknown: false)
            : outcome;
}
