using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pinpush.PulumiCli.Providers;
using Pinpush.PulumiCli.Values;
using Pulumirpc;

namespace Pinpush.PulumiCli.Plugins;

/// <summary>A provider that a plugin process implements. Its configuration; the operations on resources are in the other part.</summary>
internal sealed partial class PluginProvider(PluginProcess plugin) : IProvider
{
    private const string Version = "version";

    private bool secrets = plugin.Handshake?.AcceptSecrets ?? false;
    private bool references = plugin.Handshake?.AcceptResources ?? false;
    private bool previews = plugin.Handshake is not null;
    private bool configured;

    public async Task<CheckOutcome> CheckConfigAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        var news = call.Inputs.Remove(ProviderCall.Internal);
        var request = new CheckRequest
        {
            Urn = call.Urn,
            Olds = call.OldInputs.Remove(ProviderCall.Internal).ToWire(Clear),
            News = news.ToWire(Clear),
            Name = State.Urn.NameOf(call.Urn),
            Type = State.Urn.TypeOf(call.Urn),
        };
        var response = await AskAsync(() => plugin.Client.CheckConfigAsync(request, cancellationToken: cancellationToken).ResponseAsync);
        if (response is null)
        {
            return new CheckOutcome(call.Inputs, []);
        }

        // A provider that drops its version gets it back; marks come back by key.
        var inputs = response.Inputs.FromWire().Annotated(news, []);
        foreach (var own in new[] { Version, ProviderCall.Internal })
        {
            inputs = call.Inputs.TryGetValue(own, out var value) ? inputs.SetItem(own, value) : inputs;
        }

        return new CheckOutcome(inputs, Faults(response.Failures));
    }

    public async Task<DiffOutcome> DiffConfigAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        var (inputs, olds) = (call.Inputs.Remove(ProviderCall.Internal), call.OldInputs.Remove(ProviderCall.Internal));
        var request = Request(call with { Inputs = inputs, OldInputs = olds }, Clear);
        var response = await AskAsync(() => plugin.Client.DiffConfigAsync(request, cancellationToken: cancellationToken).ResponseAsync);
        return response is null ? DiffOutcome.NotKnown : Outcome(response);
    }

    public async Task ConfigureAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        var inputs = call.Inputs.Remove(ProviderCall.Internal);
        configured = !inputs.HasUnknowns();
        if (!configured)
        {
            return;
        }

        var request = new ConfigureRequest
        {
            Args = inputs.ToWire(new WireForm(Secrets: true, References: true, Unknowns: false)),
            AcceptSecrets = true,
            AcceptResources = true,
            SendsOldInputs = true,
            SendsOldInputsToDelete = true,
            Id = call.Id,
            Urn = call.Urn,
            Name = State.Urn.NameOf(call.Urn),
            Type = State.Urn.TypeOf(call.Urn),
        };
        foreach (var (key, value) in inputs.Where(i => i.Key != Version)) // what older plugins read
        {
            var plain = value.WithoutSecrets();
            request.Variables[$"{plugin.Package}:config:{key}"] = plain is PropertyValue.Text text
                ? text.Value : PropertyJson.ToText(PropertyJson.Show(plain, secretsToo: true));
        }

        var response = await AskAsync(() => plugin.Client.ConfigureAsync(request, cancellationToken: cancellationToken).ResponseAsync);
        if (response is not null)
        {
            (secrets, references) = (secrets || response.AcceptSecrets, references || response.AcceptResources);
            previews |= response.SupportsPreview;
        }
    }

    public async Task CancelAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PluginProcess.TolerantAsync(plugin.Client.CancelAsync(new Empty(), cancellationToken: cancellationToken).ResponseAsync);
        }
        catch (RpcException)
        {
            // It is told to hurry; one that is gone has nothing to hurry with.
        }
    }

    public ValueTask DisposeAsync() => plugin.DisposeAsync();

    private static WireForm Clear { get; } = new(Secrets: false, References: false, Unknowns: true);

    private WireForm Form(bool unknowns) => new(secrets, references, unknowns);

    // Null: the plugin does not know the method.
    private async Task<T?> AskAsync<T>(Func<Task<T>> call)
        where T : class
    {
        try
        {
            return await PluginProcess.TolerantAsync(call());
        }
        catch (RpcException e) when (e.StatusCode != StatusCode.Cancelled)
        {
            throw new Failure(PluginFaults.Words(e, plugin.Package));
        }
    }

    private static DiffRequest Request(ProviderCall call, WireForm form)
    {
        var request = new DiffRequest
        {
            Id = call.Id,
            Urn = call.Urn,
            Olds = call.OldOutputs.ToWire(form),
            OldInputs = call.OldInputs.ToWire(form),
            News = call.Inputs.ToWire(form),
            Name = State.Urn.NameOf(call.Urn),
            Type = State.Urn.TypeOf(call.Urn),
        };
        request.IgnoreChanges.AddRange(call.IgnoreChanges);
        return request;
    }

    private static DiffOutcome Outcome(DiffResponse response)
    {
        var details = response.HasDetailedDiff
            ? response.DetailedDiff.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => Change(d.Key, d.Value)).ToList() : null;
        var replaces = response.Replaces.Concat((details ?? []).Where(d => d.Replaces).Select(d => d.Path.ToString())).Distinct(StringComparer.Ordinal);
        bool? changed = response.Changes switch
        {
            DiffResponse.Types.DiffChanges.DiffNone => false,
            DiffResponse.Types.DiffChanges.DiffSome => true,
            _ => null,
        };
        return new DiffOutcome(changed, [.. replaces], [.. response.Diffs], details is null ? null : [.. details], response.DeleteBeforeReplace);
    }

    private static PropertyChange Change(string path, PropertyDiff diff)
    {
        var kind = diff.Kind switch
        {
            PropertyDiff.Types.Kind.Add or PropertyDiff.Types.Kind.AddReplace => ChangeKind.Add,
            PropertyDiff.Types.Kind.Delete or PropertyDiff.Types.Kind.DeleteReplace => ChangeKind.Delete,
            _ => ChangeKind.Update,
        };
        var replaces = diff.Kind is PropertyDiff.Types.Kind.AddReplace or PropertyDiff.Types.Kind.DeleteReplace or PropertyDiff.Types.Kind.UpdateReplace;
        return new PropertyChange(PropertyPath.Parse(path), kind, replaces, diff.InputDiff);
    }

    private static System.Collections.Immutable.ImmutableArray<CheckOutcome.Fault> Faults(RepeatedField<CheckFailure> failures) =>
        [.. failures.Select(f => new CheckOutcome.Fault(f.Property, f.Reason))];
}
