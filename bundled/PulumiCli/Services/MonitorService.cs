using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.Execution;
using Pinpush.PulumiCli.Planning;
using Pinpush.PulumiCli.Providers;
using Pinpush.PulumiCli.Values;
using Pulumirpc;

namespace Pinpush.PulumiCli.Services;

/// <summary>The service through which a program declares its resources.</summary>
/// <remarks>Source: Pulumi, <c>proto/pulumi/resource.proto</c>.</remarks>
internal sealed class MonitorService(Registrar registrar, RunContext run) : ResourceMonitor.ResourceMonitorBase
{
    // What needs a way back into the program (transforms, hooks) or packages by parameter is not offered, so no SDK asks for it.
    private static readonly HashSet<string> Features = ["secrets", "resourceReferences", "aliasSpecs", "deletedWith", "replaceWith", "replacementTrigger"];

    public override Task<SupportsFeatureResponse> SupportsFeature(SupportsFeatureRequest request, ServerCallContext call) =>
        Task.FromResult(new SupportsFeatureResponse { HasSupport = Features.Contains(request.Id) });

    public override async Task<RegisterResourceResponse> RegisterResource(RegisterResourceRequest request, ServerCallContext call)
    {
        if (request.Remote)
        {
            throw Refused($"'{request.Name}' is a component of another program ({request.Type}); this engine runs local components only.");
        }

        var state = await AnswerAsync(async () => await registrar.RegisterAsync(Read(() => Goal.From(request)), call.CancellationToken));
        var form = new WireForm(request.AcceptSecrets, request.AcceptResources, Unknowns: true, WholeMembers: !request.SupportsPartialValues);
        return new RegisterResourceResponse
        {
            Urn = state.Urn,
            Id = state.Id == Signatures.Unknown && !state.IsProvider ? "" : state.Id,
            Object = state.Custom ? state.Outputs.ToWire(form) : new Struct(),
        };
    }

    public override async Task<Empty> RegisterResourceOutputs(RegisterResourceOutputsRequest request, ServerCallContext call)
    {
        await AnswerAsync(async () =>
        {
            await registrar.SetOutputsAsync(request.Urn, Read(() => request.Outputs.FromWire()), call.CancellationToken);
            return true;
        });
        return new Empty();
    }

    public override async Task<ReadResourceResponse> ReadResource(ReadResourceRequest request, ServerCallContext call)
    {
        var goal = Read(() => new Goal
        {
            Type = request.Type,
            Name = request.Name,
            Custom = true,
            Inputs = request.Properties.FromWire().Remove("id").Remove("urn"),
            Parent = request.Parent.Length > 0 ? request.Parent : null,
            Dependencies = [.. request.Dependencies.Order(StringComparer.Ordinal)],
            Provider = request.Provider,
            Need = new ProviderNeed(request.Version, request.PluginDownloadURL),
            AdditionalSecretOutputs = [.. request.AdditionalSecretOutputs],
        });
        var id = request.Id.Length == 0 || Signatures.Unknowns.Contains(request.Id) ? null : request.Id;
        var state = await AnswerAsync(() => registrar.ReadAsync(goal, id, call.CancellationToken));
        return new ReadResourceResponse
        {
            Urn = state.Urn,
            Properties = state.Outputs.ToWire(new WireForm(request.AcceptSecrets, request.AcceptResources, Unknowns: true)),
        };
    }

    public override async Task<ResourceInvokeResponse> Invoke(ResourceInvokeRequest request, ServerCallContext call)
    {
        var arguments = Read(() => request.Args.FromWire());
        if (arguments.HasUnknowns() && run.Preview)
        {
            return new ResourceInvokeResponse { Unknown = true, Return = new Struct() };
        }

        InvokeOutcome outcome;
        try
        {
            outcome = await AnswerAsync(() => registrar.InvokeAsync(request.Tok, arguments, request.Provider,
                new ProviderNeed(request.Version, request.PluginDownloadURL), call.CancellationToken));
        }
        catch (Failure e)
        {
            throw Refused(run.Redactor.Clean(e.Message)); // the program may catch it and go on
        }

        var response = new ResourceInvokeResponse { Return = outcome.Result.ToWire(new WireForm(Secrets: true, request.AcceptResources, Unknowns: true)) };
        response.Failures.AddRange(outcome.Faults.Select(f => new CheckFailure { Property = f.Property, Reason = f.Reason }));
        return response;
    }

    public override Task<CallResponse> Call(ResourceCallRequest request, ServerCallContext call) =>
        throw Refused($"'{request.Tok}' is a method of a component in another program; this engine runs local components only.");

    public override Task<RegisterPackageResponse> RegisterPackage(RegisterPackageRequest request, ServerCallContext call) =>
        throw new RpcException(new Status(StatusCode.Unimplemented, $"The package '{request.Name}' has parameters; this engine runs packages without any."));

    public override Task<Empty> RegisterStackTransform(Callback request, ServerCallContext call) => throw Refused("This engine runs no stack transforms.");

    public override Task<Empty> RegisterStackInvokeTransform(Callback request, ServerCallContext call) =>
        throw Refused("This engine runs no invoke transforms.");

    public override Task<Empty> RegisterResourceHook(RegisterResourceHookRequest request, ServerCallContext call) =>
        throw Refused($"This engine runs no resource hooks, such as '{request.Name}'.");

    public override Task<Empty> SignalAndWaitForShutdown(Empty request, ServerCallContext call) => Task.FromResult(new Empty());

    /// <summary>What a program hears that goes on after the run was stopped.</summary>
    public const string ShutDown = "resource monitor shut down while waiting on step's done channel";

    private static async Task<T> AnswerAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (RunStopped)
        {
            // The SDKs know this text: the program ends without a complaint of its own.
            throw new RpcException(new Status(StatusCode.Unavailable, ShutDown));
        }
    }

    private static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException e)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, e.Message));
        }
    }

    private RpcException Refused(string message)
    {
        run.Progress.Say(Severity.Debug, "", message);
        return new RpcException(new Status(StatusCode.Unknown, message));
    }
}
