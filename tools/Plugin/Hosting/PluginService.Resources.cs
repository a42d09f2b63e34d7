using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Values;
using Pulumirpc;

namespace Pinpush.Plugin.Hosting;

/// <summary>What the engine asks about resources.</summary>
internal sealed partial class PluginService
{
    public override Task<CheckResponse> Check(CheckRequest request, ServerCallContext context) => ActAsync(
        "checking", request.Urn, "", request.News, request.Olds, null, preview: true, changes: false, seconds: 0, context, async (kind, call, token) =>
        {
            var now = call.Inputs;
            var checkedInputs = (JsonObject)now.Values.DeepClone();
            var faults = ShapeRules.Check(kind.Description.Inputs, checkedInputs).ToList();
            var isOff = request.Autonaming?.Mode == CheckRequest.Types.AutonamingOptions.Types.Mode.Disable;
            var naming = new AutoNaming(request.RandomSeed.Memory, request.Autonaming?.ProposedName, isOff);
            var check = new CheckCall(call.Name, call.OldInputs, checkedInputs, naming, faults, connection);
            kind.Check(check);
            if (faults.Count == 0)
            {
                await kind.CompleteAsync(check, token);
            }

            return new CheckResponse
            {
                Inputs = new PropertyBag(checkedInputs, now.Secrets.Concat(kind.Secrets)).ToStruct(),
                Failures = { faults.Select(f => new CheckFailure { Property = f.Path, Reason = PluginFaults.Hide(f.Reason, now.SecretTexts()) }) },
            };
        });

    public override Task<DiffResponse> Diff(DiffRequest request, ServerCallContext context) => ActAsync(
        "comparing", request.Urn, request.Id, request.News, request.OldInputs, request.Olds, preview: true, changes: false, seconds: 0, context,
        async (kind, call, token) =>
        {
            var plan = await kind.PlanAsync(call, token);
            if (plan.Replaces.Count > 0 && call.Connection is not null && await kind.LossAsync(call, token) is { } loss)
            {
                await log.WarnAsync(loss, call.Urn, token);
            }

            return Answer(Renamed(plan, kind, call));
        });

    public override Task<CreateResponse> Create(CreateRequest request, ServerCallContext context) => ActAsync(
        "creating", request.Urn, "", request.Properties, null, null, request.Preview, changes: !request.Preview, request.Timeout, context,
        async (kind, call, token) =>
        {
            if (!request.Preview)
            {
                var made = await kind.CreateAsync(call, token);
                return new CreateResponse { Id = made.Id, Properties = Outputs(kind, made, kind.KeyOf(call), call) };
            }

            await kind.PreviewCreateAsync(call, token);
            var computed = Computed(kind, call, _ => PropertyBag.Unknown);
            return new CreateResponse { Properties = Outputs(kind, new Stored("", call.Inputs.Values, computed), kind.KeyOf(call), call) };
        });

    public override Task<ReadResponse> Read(ReadRequest request, ServerCallContext context) => ActAsync(
        "reading", request.Urn, request.Id, request.Inputs, request.Inputs, request.Properties, preview: false, changes: false, request.Timeout, context,
        async (kind, call, token) =>
        {
            if (await kind.ReadAsync(call, token) is not { } there)
            {
                return new ReadResponse();
            }

            return new ReadResponse
            {
                Id = there.Id,
                Properties = Outputs(kind, there, call.OldOutputs.Values.Text(StateNotes.Key), call),
                Inputs = new PropertyBag(there.Inputs, kind.Secrets.Concat(call.Inputs.Secrets)).ToStruct(),
            };
        });

    public override Task<UpdateResponse> Update(UpdateRequest request, ServerCallContext context) => ActAsync(
        "updating", request.Urn, request.Id, request.News, request.OldInputs, request.Olds, request.Preview, changes: !request.Preview, request.Timeout,
        context, async (kind, call, token) =>
        {
            if (!request.Preview)
            {
                return new UpdateResponse { Properties = Outputs(kind, await kind.UpdateAsync(call, token), kind.KeyOf(call), call) };
            }

            var changed = await kind.PreviewUpdateAsync(call, token);
            var computed = Computed(kind, call, name => (changed[name] ?? call.OldOutputs.Values[name])?.DeepClone());
            var stored = new Stored(call.Id, call.Inputs.Values, computed);
            return new UpdateResponse { Properties = Outputs(kind, stored, kind.KeyOf(call), call) };
        });

    public override Task<Empty> Delete(DeleteRequest request, ServerCallContext context) => ActAsync(
        "deleting", request.Urn, request.Id, request.OldInputs, request.OldInputs, request.Properties, preview: false, changes: true, request.Timeout, context,
        async (kind, call, token) =>
        {
            if (await kind.SparedAsync(call, token) is { } why)
            {
                await log.WarnAsync($"{kind.Description.Token} '{call.Name}' is not deleted: {why}", call.Urn, token);
            }
            else
            {
                await kind.DeleteAsync(call, token);
            }

            return new Empty();
        });

    // (1) the kind; (2) without settings only what needs none; (3) the operation within its limits; (4) a fault in the engine's words, without any secret.
    private async Task<TAnswer> ActAsync<TAnswer>(
        string act, string urn, string id, Struct? inputs, Struct? oldInputs, Struct? oldOutputs, bool preview, bool changes, double seconds,
        ServerCallContext context, Func<ResourceKind, ResourceCall, CancellationToken, Task<TAnswer>> operation)
    {
        var kind = Kind(urn); // (1)
        var call = new ResourceCall(urn, id, PropertyBag.Of(inputs), PropertyBag.Of(oldInputs), PropertyBag.Of(oldOutputs), preview, connection, log);
        if (connection is null && !preview) // (2)
        {
            throw Refusal(StatusCode.FailedPrecondition, $"{act} {kind.Description.Token} '{call.Name}': the provider has not been configured.");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, cancelled.Token);
        if (seconds > 0)
        {
            limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        if (limit.IsCancellationRequested)
        {
            throw Refusal(StatusCode.Cancelled, $"{act} {kind.Description.Token} '{call.Name}': it was cancelled before it began.");
        }

        try
        {
            return await operation(kind, call, limit.Token); // (3)
        }
        catch (Exception e) // the plugin's edge (4)
        {
            var hidden = secrets.Concat(call.Inputs.SecretTexts()).Concat(call.OldInputs.SecretTexts()).Concat(call.OldOutputs.SecretTexts());
            var fault = e is OperationCanceledException && !context.CancellationToken.IsCancellationRequested && !cancelled.IsCancellationRequested
                ? new TimeoutException(seconds > 0 ? $"it ran into its time limit of {seconds} s." : "it was not answered in time.", e) : e;
            throw PluginFaults.Of(
                fault, $"{act} {kind.Description.Token} '{call.Name}'", call.Connection, changes, hidden, made => Outputs(kind, made, kind.KeyOf(call), call));
        }
    }

    private ResourceKind Kind(string urn)
    {
        // urn:pulumi:dev::shop::my:index:Push$pinpoint:index:Segment::lapsed
        var token = urn.Split("::") is [_, _, var type, ..] ? type.Split('$')[^1] : urn;
        return plugin.Kinds.FirstOrDefault(k => k.Description.Token == token)
            ?? throw Refusal(StatusCode.InvalidArgument, $"There is no resource type '{token}'; there are {Tokens}.");
    }

    // In a preview an output that is an input as well is what the input says, unless the kind knows more.
    private static JsonObject Computed(ResourceKind kind, ResourceCall call, Func<string, JsonNode?> value)
    {
        var computed = kind.Foreseen(call);
        foreach (var name in kind.Description.Computed.Select(m => m.Name).Where(n => computed[n] is null && call.Inputs.Values[n] is null))
        {
            computed[name] = value(name);
        }

        return computed;
    }

    // A rename is a change, though no property says so: what the resource is found by has to follow it.
    private static Plan Renamed(Plan plan, ResourceKind kind, ResourceCall call) =>
        call.OldOutputs.Values.Text(StateNotes.Key) is not { } old || plan.Replaces.Count > 0 || kind.KeyOf(call) is not { } key || key == old ? plan
            : plan with { Changes = [.. plan.Changes, new(StateNotes.Key, StateNotes.Key, ChangeKind.Update)] };

    private static Struct Outputs(ResourceKind kind, Stored stored, string? key, ResourceCall call)
    {
        var outputs = new JsonObject(stored.Inputs.Where(p => !p.Key.StartsWith("__", StringComparison.Ordinal))
            .Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
        foreach (var (name, value) in stored.Computed.Where(p => p.Value is not null))
        {
            outputs[name] = value?.DeepClone();
        }

        foreach (var (name, note) in new[] { (StateNotes.Key, key), (StateNotes.Mark, stored.Mark ?? call.Mark) }.Where(n => n.Item2 is not null))
        {
            outputs[name] = note;
        }

        return new PropertyBag(outputs, kind.Secrets.Concat(call.Inputs.Secrets).Concat(call.OldOutputs.Secrets)).ToStruct();
    }
}
