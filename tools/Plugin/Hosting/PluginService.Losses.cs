using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;

namespace Pinpush.Plugin.Hosting;

/// <summary>What a delete takes along, told before it. No engine calls Delete in a preview, so one that wants to tell it calls this function.</summary>
internal sealed partial class PluginService
{
    /// <summary>Arguments: <c>urn</c>, <c>id</c>, <c>inputs</c> and <c>outputs</c>, as the state has them. Result: <c>loss</c>, a text, or nothing.</summary>
    private const string Loss = "pinpush:index:loss";

    public override async Task<InvokeResponse> Invoke(InvokeRequest request, ServerCallContext context)
    {
        if (request.Tok != Loss)
        {
            throw Refusal(StatusCode.Unimplemented,
                $"There is no function '{request.Tok}': this plugin has the resources {Tokens} and no functions.");
        }

        var of = request.Args.Fields;
        string? loss;
        try
        {
            loss = await ActAsync("asking about", of["urn"].StringValue, of["id"].StringValue, of["inputs"].StructValue, of["inputs"].StructValue,
                of["outputs"].StructValue, preview: true, changes: false, seconds: 0, context, LossAsync);
        }
        catch (RpcException fault) when (fault.StatusCode != StatusCode.Cancelled)
        {
            loss = $"What goes with it is not known: {fault.Status.Detail}";
        }

        return new() { Return = loss is null ? new() : new Struct { Fields = { ["loss"] = Value.ForString(loss) } } };
    }

    private static async Task<string?> LossAsync(ResourceKind kind, ResourceCall call, CancellationToken cancellationToken) =>
        call.Connection is not null && await kind.LossAsync(call, cancellationToken) is { } loss && await kind.SparedAsync(call, cancellationToken) is null
            ? loss : null;
}
