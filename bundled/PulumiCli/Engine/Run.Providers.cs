using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Plugins;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Engine;

/// <summary>Provider resources: those that the program declares, and the default ones that the engine adds.</summary>
internal sealed partial class Run
{
    /// <summary>Reference of the provider that the goal names or falls to.</summary>
    private async Task<string> ProviderForAsync(Goal goal, string urn)
    {
        if (goal.Provider.Length == 0)
        {
            return await DefaultProviderAsync(goal.Type.Split(':')[0], goal.Need);
        }

        return providers.StateOf(goal.Provider) is not null ? goal.Provider
            : throw new Failure($"{urn} names the provider {goal.Provider}, which this run has not registered.");
    }

    /// <summary>Registers the default provider of a package at its first use.</summary>
    private async Task<string> DefaultProviderAsync(string package, ProviderNeed need)
    {
        if (DeniedPackages().Any(p => p == "*" || p == package))
        {
            throw new Failure(
                $"Configuration pulumi:disable-default-providers forbids the default provider of '{package}'. Give the resource an explicit provider.");
        }

        var name = string.Concat(new[] { "default", Mangled(need.Version), Mangled(need.DownloadUrl) });
        var urn = Urn.Create(context.Stack, context.Project.Name, null, ProviderReference.TypePrefix + package, name);
        if (news.TryGetValue(urn, out var known))
        {
            return ProviderRegistry.Reference(known);
        }

        var inputs = context.Config.Values.Where(v => v.Key.Namespace == package).Select(v =>
        {
            PropertyValue text = new PropertyValue.Text(v.Text);
            return KeyValuePair.Create(v.Key.Name, v.Secret ? text.AsSecret() : text);
        }).ToMap();
        var goal = new Goal { Type = ProviderReference.TypePrefix + package, Name = name, Custom = true, Inputs = inputs, Need = need };
        var old = olds.GetValueOrDefault(urn);
        if (old is not null)
        {
            claimed.TryAdd(urn, urn);
        }

        goals[urn] = goal;
        var state = await (await PlanProviderAsync(goal, urn, old))();
        return ProviderRegistry.Reference(state);
    }

    private async Task<Func<Task<ResourceState>>> PlanProviderAsync(Goal goal, string urn, ResourceState? old)
    {
        var package = goal.Type[ProviderReference.TypePrefix.Length..];
        var inputs = old is { PendingReplacement: false } ? Ignoring(goal, urn, old.Inputs) : goal.Inputs;
        inputs = goal.Need.Version.Length > 0 && !inputs.ContainsKey("version") ? inputs.SetItem("version", new PropertyValue.Text(goal.Need.Version)) : inputs;
        inputs = goal.Need.DownloadUrl.Length == 0 ? inputs
            : inputs.SetItem(PluginProvider.Internal,
                new PropertyValue.Map(PropertyMaps.Empty.Add("pluginDownloadURL", new PropertyValue.Text(goal.Need.DownloadUrl))));
        var provider = await providers.StartAsync(package, inputs, ToItsEnd);
        var check = new ProviderCall
        {
            Urn = urn,
            Id = old?.Id ?? "",
            OldInputs = old?.Inputs ?? PropertyMaps.Empty,
            OldOutputs = old?.Outputs ?? PropertyMaps.Empty,
            Inputs = inputs,
            IgnoreChanges = goal.IgnoreChanges,
            Preview = context.Preview,
        };
        var outcome = await provider.CheckConfigAsync(check, ToItsEnd);
        foreach (var fault in outcome.Faults)
        {
            Fault(urn, fault.Property.Length > 0 ? $"configuration '{fault.Property}' of provider '{package}' is refused: {fault.Reason}"
                : $"provider '{package}' refuses its configuration: {fault.Reason}");
        }

        if (!outcome.Faults.IsEmpty)
        {
            Stop();
            throw new RunStopped();
        }

        var wanted = Wanted(goal, urn, provider: null) with { Inputs = outcome.Inputs, Id = old?.Id ?? "" };
        var plan = await PlanProviderStepAsync(goal, wanted, old is { PendingReplacement: true } ? null : old, provider,
            check with { Inputs = outcome.Inputs });
        return async () =>
        {
            var state = await plan();
            providers.Add(provider, state, ToItsEnd);
            return state;
        };
    }

    private async Task<Func<Task<ResourceState>>> PlanProviderStepAsync(
        Goal goal, ResourceState wanted, ResourceState? old, IProvider provider, ProviderCall call)
    {
        var outputs = wanted.Inputs.Remove(PluginProvider.Internal);
        if (old is null)
        {
            return () => MakeProviderAsync(new Step(StepKind.Create, wanted.Urn, null, wanted), Fresh(wanted), outputs, null);
        }

        var diff = await provider.DiffConfigAsync(call, ToItsEnd);
        var changes = ObjectDiff.Compare(old.Inputs, wanted.Inputs);
        var verdict = new Verdict(changes.Count > 0 || !PropertyEquality.Same(old.Inputs, wanted.Inputs), !diff.ReplaceKeys.IsEmpty,
            [.. diff.Details ?? [.. changes]], diff.Details is not null,
            [.. changes.Select(c => c.Path.ToString())], diff.ReplaceKeys, goal.DeleteBeforeReplace ?? false);
        if (verdict.Replace)
        {
            RefuseIfProtected(old, "replaced");
            replaced.Add(wanted.Urn);
            return async () =>
            {
                var made = await MakeProviderAsync(verdict.On(new Step(StepKind.CreateReplacement, wanted.Urn, old, wanted)), Fresh(wanted), outputs, old);
                Note(verdict.On(new Step(StepKind.Replace, wanted.Urn, old, made)));
                return made;
            };
        }

        return verdict.Update && diff.Changed is not false
            ? () => MakeProviderAsync(verdict.On(new Step(StepKind.Update, wanted.Urn, old, wanted)),
                wanted with { Id = old.Id, Created = old.Created, Extra = old.Extra }, outputs, old)
            : () => SameAsync(wanted, old, outputs);
    }

    private ResourceState Fresh(ResourceState wanted) =>
        wanted with { Id = context.Preview ? Signatures.Unknown : Guid.NewGuid().ToString(), Created = context.Now() };

    // No plugin is called: a provider resource exists in the state only.
    private async Task<ResourceState> MakeProviderAsync(Step step, ResourceState wanted, PropertyMap outputs, ResourceState? old)
    {
        var result = await DoAsync(step, null,
            () => Task.FromResult<OperationOutcome>(new OperationOutcome.Done(wanted.Id, outputs)), async (done, _, operation) =>
        {
            var made = wanted with { Outputs = done.Outputs, Modified = context.Now() };
            // not null: it is replaced
            await (step.Kind == StepKind.CreateReplacement
                ? journal.RecordReplacementAsync(operation, old!, made, ToItsEnd) : journal.RecordAsync(operation, old, made, quietly: false, ToItsEnd));
            return made;
        });
        return news[wanted.Urn] = result;
    }

    private IEnumerable<string> DeniedPackages()
    {
        var text = context.Config.Values.FirstOrDefault(v => v.Key is { Namespace: "pulumi", Name: "disable-default-providers" })?.Text;
        return text is null ? [] : JsonNode.Parse(text) is JsonArray list ? list.Select(i => i?.GetValue<string>() ?? "") : [text];
    }

    // 7.48.0-alpha.1 -> _7_48_0_alpha_1
    private static string Mangled(string text) =>
        text.Length == 0 ? "" : "_" + string.Concat(text.TrimStart('v').Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
}
