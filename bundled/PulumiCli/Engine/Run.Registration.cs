using System.Collections.Immutable;
using System.Security.Cryptography;
using Pinpush.PulumiCli.Plugins;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Engine;

/// <summary>From a goal to a step.</summary>
internal sealed partial class Run
{
    /// <summary>Registers a resource and carries out what that takes.</summary>
    /// <returns>The resource as it is then; in a preview, as far as it is known.</returns>
    /// <exception cref="RunStopped">The step failed, or the run takes no more steps.</exception>
    public Task<ResourceState> RegisterAsync(Goal goal, CancellationToken cancellationToken) => PlanAndDoAsync(() => PlanAsync(goal), cancellationToken);

    private async Task<ResourceState> PlanAndDoAsync(Func<Task<Func<Task<ResourceState>>>> plan, CancellationToken cancellationToken)
    {
        await planning.WaitAsync(cancellationToken);
        return await TrackAsync(async () =>
        {
            Func<Task<ResourceState>> work;
            try
            {
                ThrowIfStopped();
                work = await plan();
            }
            catch (Exception e) when (e is Failure or FormatException)
            {
                throw Failing("", e.Message);
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
                throw Failing("", e.Message);
            }
        });
    }

    /// <remarks>
    /// 1. URN. 2. The old resource, also by aliases. 3. Provider. 4. Import. 5. ignoreChanges. 6. Check. 7. Decide.
    /// Source: Pulumi engine, step generator.
    /// </remarks>
    private async Task<Func<Task<ResourceState>>> PlanAsync(Goal goal)
    {
        context.Redactor.Learn(goal.Inputs);
        var urn = Claim(ref goal); // 1
        var old = FindOld(goal, urn); // 2
        if (!IsMeant(goal, urn, old))
        {
            return PlanUnmeant(goal, urn, old);
        }

        if (ProviderReference.IsProviderType(goal.Type))
        {
            return await PlanProviderAsync(goal, urn, old);
        }

        if (!goal.Custom)
        {
            return PlanComponent(goal, urn, old);
        }

        var reference = await ProviderForAsync(goal, urn); // 3
        var provider = await providers.GetAsync(reference, ToItsEnd);
        var wanted = Wanted(goal, urn, reference);
        if (goal.ImportId.Length > 0 && (old is null || old.External || (old.ImportId != goal.ImportId && old.Id != goal.ImportId)))
        {
            return PlanImport(goal, wanted, old, provider); // 4
        }

        var kept = old is { External: false, PendingReplacement: false } ? old : null;
        var inputs = kept is null ? goal.Inputs : Ignoring(goal, urn, kept.Inputs); // 5
        var seed = RandomNumberGenerator.GetBytes(32);
        var call = new ProviderCall
        {
            Urn = urn,
            Id = kept?.Id ?? "",
            OldInputs = kept?.Inputs ?? PropertyMaps.Empty,
            OldOutputs = kept?.Outputs ?? PropertyMaps.Empty,
            Inputs = inputs,
            IgnoreChanges = goal.IgnoreChanges,
            Preview = context.Preview,
            Seed = seed,
        };
        wanted = wanted with { Inputs = await CheckAsync(provider, call) }; // 6
        if (kept is null)
        {
            return old is null ? () => CreateAsync(wanted, provider) : () => ReplaceGoneAsync(old, wanted, provider);
        }

        var verdict = await JudgeAsync(goal, wanted, kept, provider, call with { Inputs = wanted.Inputs }); // 7
        if (verdict.Replace)
        {
            return await PlanReplacementAsync(goal, wanted, kept, provider,
                call with { OldInputs = PropertyMaps.Empty, OldOutputs = PropertyMaps.Empty, Id = "" }, verdict);
        }

        return verdict.Update ? () => UpdateAsync(wanted, kept, provider, verdict) : () => SameAsync(wanted, kept);
    }

    /// <summary>Makes the URN, and gives the goal what its parent passes on.</summary>
    private string Claim(ref Goal goal)
    {
        if (goal.Parent is { } above)
        {
            var parent = goals.GetValueOrDefault(above) ?? throw new Failure($"The parent {above} of {goal.Type} '{goal.Name}' has not been registered.");
            goal = goal with
            {
                Protect = goal.Protect ?? parent.Protect,
                RetainOnDelete = goal.RetainOnDelete ?? parent.RetainOnDelete,
                DeletedWith = goal.DeletedWith.Length > 0 ? goal.DeletedWith : parent.DeletedWith,
                Provider = goal.Provider.Length == 0 && goal.Custom && InheritsProvider(goal, parent) ? parent.Provider : goal.Provider,
            };
        }

        var urn = Urn.Create(context.Stack, context.Project.Name, goal.Parent, goal.Type, goal.Name);
        if (!goals.TryAdd(urn, goal))
        {
            throw new Failure($"Duplicate resource URN '{urn}'; try giving it a unique name");
        }

        StackUrn ??= goal.Type == Urn.StackType ? urn : null;
        return urn;
    }

    private static bool InheritsProvider(Goal goal, Goal parent) =>
        parent.Provider.Length > 0 && ProviderReference.Parse(parent.Provider).Package == goal.Type.Split(':')[0];

    private ResourceState? FindOld(Goal goal, string urn)
    {
        var parentOld = goal.Parent is { } parent ? foundUnder.GetValueOrDefault(parent) : null;
        foreach (var candidate in aliases.Resolve(goal, parentOld).Prepend(urn))
        {
            if (!olds.TryGetValue(candidate, out var old))
            {
                continue;
            }

            if (!claimed.TryAdd(candidate, urn))
            {
                throw new Failure($"Both {claimed[candidate]} and {urn} claim to have been {candidate} before; only one can. Correct their aliases.");
            }

            if (candidate != urn)
            {
                foundUnder[urn] = candidate;
            }

            return old;
        }

        return null;
    }

    private static ResourceState Wanted(Goal goal, string urn, string? provider) => new()
    {
        Urn = urn,
        Custom = goal.Custom,
        Type = goal.Type,
        Inputs = goal.Inputs,
        Parent = goal.Parent,
        Protect = goal.Protect ?? false,
        RetainOnDelete = goal.RetainOnDelete ?? false,
        Dependencies = goal.Dependencies,
        PropertyDependencies = goal.PropertyDependencies,
        Provider = provider,
        AdditionalSecretOutputs = goal.AdditionalSecretOutputs,
        Timeouts = goal.Timeouts,
        ImportId = goal.ImportId.Length > 0 ? goal.ImportId : null,
        DeletedWith = goal.DeletedWith.Length > 0 ? goal.DeletedWith : null,
        ReplaceWith = goal.ReplaceWith,
        ReplacementTrigger = goal.ReplacementTrigger,
        IgnoreChanges = goal.IgnoreChanges,
        HideDiff = goal.HideDiff,
        ReplaceOnChanges = goal.ReplaceOnChanges,
    };

    private PropertyMap Ignoring(Goal goal, string urn, PropertyMap oldInputs)
    {
        var inputs = goal.Inputs;
        foreach (var path in goal.IgnoreChanges)
        {
            if (path == "*")
            {
                inputs = oldInputs;
            }
            else if (!PropertyPathEdits.TryReset(ref inputs, oldInputs, PropertyPath.Parse(path)))
            {
                context.Say(Severity.Info, urn, $"cannot ignore changes in added or removed elements of the path: {path}");
            }
        }

        return inputs;
    }

    private async Task<PropertyMap> CheckAsync(IProvider provider, ProviderCall call)
    {
        var outcome = await provider.CheckAsync(call, ToItsEnd);
        if (outcome.Faults.IsEmpty)
        {
            // The provider may drop marks; what the program calls a secret stays one.
            var marked = ((PropertyValue.Map)PropertyMaps.MarkAlike(new PropertyValue.Map(outcome.Inputs), new PropertyValue.Map(call.Inputs))).Members;
            context.Redactor.Learn(marked);
            return marked;
        }

        foreach (var fault in outcome.Faults)
        {
            Fault(call.Urn, fault.Property.Length > 0 ? $"property '{fault.Property}' is refused: {fault.Reason}" : $"the inputs are refused: {fault.Reason}");
        }

        Stop();
        throw new RunStopped();
    }

    private Func<Task<ResourceState>> PlanComponent(Goal goal, string urn, ResourceState? old)
    {
        var wanted = Wanted(goal, urn, provider: goal.Provider.Length > 0 ? goal.Provider : null);
        // The stack's former outputs stay until the end, so that an unfinished run does not lose them.
        return old is null || old.Custom ? () => CreateAsync(wanted, provider: null)
            : PropertyEquality.Same(old.Inputs, wanted.Inputs) ? () => SameAsync(wanted, old)
            : () => UpdateAsync(wanted, old, provider: null, Verdict.OfComponent(old, wanted));
    }
}
