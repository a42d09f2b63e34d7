using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;

namespace Pulumi.Tests.Engine;

/// <summary>The monitor of a <see cref="ScriptedEngine"/>.</summary>
internal sealed class ScriptedMonitor(ScriptedEngine engine) : ResourceMonitor.ResourceMonitorBase
{
    public override Task<SupportsFeatureResponse> SupportsFeature(SupportsFeatureRequest request, ServerCallContext context) =>
        Answer(request, r => new SupportsFeatureResponse { HasSupport = engine.Features.Contains(r.Id) });

    public override Task<RegisterResourceResponse> RegisterResource(RegisterResourceRequest request, ServerCallContext context) =>
        Answer(request, engine.Register);

    public override Task<ReadResourceResponse> ReadResource(ReadResourceRequest request, ServerCallContext context) => Answer(request, engine.Read);

    public override Task<ResourceInvokeResponse> Invoke(ResourceInvokeRequest request, ServerCallContext context) => Answer(request, engine.Invoke);

    public override Task<CallResponse> Call(ResourceCallRequest request, ServerCallContext context) => Answer(request, engine.Call);

    public override Task<Empty> RegisterResourceOutputs(RegisterResourceOutputsRequest request, ServerCallContext context) => Answer(request, _ => new Empty());

    public override Task<RegisterPackageResponse> RegisterPackage(Pulumirpc.RegisterPackageRequest request, ServerCallContext context) =>
        Answer(request, r => new RegisterPackageResponse { Ref = $"ref-{r.Name}" });

    public override Task<Empty> SignalAndWaitForShutdown(Empty request, ServerCallContext context) => Answer(request, _ => new Empty());

    private Task<TAnswer> Answer<TRequest, TAnswer>(TRequest request, Func<TRequest, TAnswer> answer)
        where TRequest : IMessage
    {
        engine.Requests.Enqueue(request);
        return Task.FromResult(answer(request));
    }
}

/// <summary>The engine's own service of a <see cref="ScriptedEngine"/>.</summary>
internal sealed class ScriptedLog(ScriptedEngine engine) : Pulumirpc.Engine.EngineBase
{
    public override Task<Empty> Log(LogRequest request, ServerCallContext context)
    {
        engine.Requests.Enqueue(request);
        return Task.FromResult(new Empty());
    }
}
