using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Protocol;
using Pinpush.Plugin.Values;

namespace Pinpush.Plugin.Hosting;

/// <summary>What the engine asks about resources.</summary>
internal sealed partial class PluginService
{
    public override Task<CheckResponse> Check(CheckRequest request, ServerCallContext context)
    {
        var kind = Kind(request.Urn);
        var (old, now) = (PropertyBag.Of(request.Olds), PropertyBag.Of(request.News));
        var checkedInputs = (JsonObject)now.Values.DeepClone();
        var faults = ShapeRules.Check(kind.Description.Inputs, checkedInputs).ToList();
        var isOff = request.Autonaming?.Mode == CheckRequest.Types.AutonamingOptions.Types.Mode.Disable;
        var naming = new AutoNaming(request.RandomSeed.Memory, request.Autonaming?.ProposedName, isOff);
        kind.Check(new CheckCall(ResourceCall.NameOf(request.Urn), old, checkedInputs, naming, faults, connection));
        return Task.FromResult(new CheckResponse
        {
            Inputs = new PropertyBag(checkedInputs, now.Secrets.Concat(kind.Secrets)).ToStruct(),
            Failures = { faults.Select(f => new CheckFailure { Property = f.Path, Reason = PluginFaults.Hide(f.Reason, now.SecretTexts()) }) },
        });
    }

    public override Task<DiffResponse> Diff(DiffRequest request, ServerCallContext context) => ActAsync(
        "comparing", request.Urn, request.Id, request.News, request.OldInputs, request.Olds, preview: true, changes: false, seconds: 0, context,
        async (kind, call, token) => Answer(await kind.PlanAsync(call, token)));

    public override Task<CreateResponse> Create(CreateRequest request, ServerCallContext context) => ActAsync(
        "creating", request.Urn, "", request.Properties, null, null, request.Preview, changes: !request.Preview, request.Timeout, context,
        async (kind, call, token) =>
        {
            if (!request.Preview)
            {
                var made = await kind.CreateAsync(call, token);
                return new CreateResponse { Id = made.Id, Properties = Outputs(kind, made, call.Inputs) };
            }

            await kind.PreviewCreateAsync(call, token);
            var computed = Computed(kind, call, _ => PropertyBag.Unknown);
            return new CreateResponse { Properties = Outputs(kind, new Stored("", call.Inputs.Values, computed), call.Inputs) };
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
                Properties = Outputs(kind, there, call.Inputs, call.OldOutputs),
                Inputs = new PropertyBag(there.Inputs, kind.Secrets.Concat(call.Inputs.Secrets)).ToStruct(),
            };
        });

    public override Task<UpdateResponse> Update(UpdateRequest request, ServerCallContext context) => ActAsync(
        "updating", request.Urn, request.Id, request.News, request.OldInputs, request.Olds, request.Preview, changes: !request.Preview, request.Timeout,
        context, async (kind, call, token) =>
        {
            var computed = Computed(kind, call, name => call.OldOutputs.Values[name]?.DeepClone());
            var stored = request.Preview ? new Stored(call.Id, call.Inputs.Values, computed) : await kind.UpdateAsync(call, token);
            return new UpdateResponse { Properties = Outputs(kind, stored, call.Inputs, call.OldOutputs) };
        });

    public override Task<Empty> Delete(DeleteRequest request, ServerCallContext context) => ActAsync(
        "deleting", request.Urn, request.Id, request.OldInputs, request.OldInputs, request.Properties, preview: false, changes: true, request.Timeout, context,
        async (kind, call, token) =>
        {
            await kind.DeleteAsync(call, token);
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

        try
        {
            return await operation(kind, call, limit.Token); // (3)
        }
        catch (Exception e) // the plugin's edge (4)
        {
            var hidden = secrets.Concat(call.Inputs.SecretTexts()).Concat(call.OldInputs.SecretTexts()).Concat(call.OldOutputs.SecretTexts());
            throw PluginFaults.Of(
                e, $"{act} {kind.Description.Token} '{call.Name}'", call.Connection, changes, hidden, made => Outputs(kind, made, call.Inputs));
        }
    }

    private ResourceKind Kind(string urn)
    {
        // urn:pulumi:dev::shop::my:index:Push$pinpoint:index:Segment::lapsed
        var token = urn.Split("::") is [_, _, var type, ..] ? type.Split('$')[^1] : urn;
        return plugin.Kinds.FirstOrDefault(k => k.Description.Token == token)
            ?? throw Refusal(StatusCode.InvalidArgument, $"There is no resource type '{token}'; there are {Tokens}.");
    }

    // In a preview an output that is an input as well is what the input says.
    private static JsonObject Computed(ResourceKind kind, ResourceCall call, Func<string, JsonNode?> value) => new(kind.Description.Computed
        .Where(m => call.Inputs.Values[m.Name] is null).Select(m => KeyValuePair.Create(m.Name, value(m.Name))));

    private static Struct Outputs(ResourceKind kind, Stored stored, params PropertyBag[] given)
    {
        var outputs = new JsonObject(stored.Inputs.Where(p => !p.Key.StartsWith("__", StringComparison.Ordinal))
            .Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
        foreach (var (name, value) in stored.Computed.Where(p => p.Value is not null))
        {
            outputs[name] = value?.DeepClone();
        }

        return new PropertyBag(outputs, kind.Secrets.Concat(given.SelectMany(g => g.Secrets))).ToStruct();
    }
}
