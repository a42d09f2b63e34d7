using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pinpush.PulumiCli.Engine;
using Pulumirpc;

namespace Pinpush.PulumiCli.Services;

/// <summary>The service that programs and plugins log to.</summary>
internal sealed class EngineService(RunContext run) : Pulumirpc.Engine.EngineBase
{
    private string root = "";

    public override Task<Empty> Log(LogRequest request, ServerCallContext call)
    {
        var severity = request.Severity switch
        {
            LogSeverity.Debug => Severity.Debug,
            LogSeverity.Warning => Severity.Warning,
            LogSeverity.Error => Severity.Error,
            _ => Severity.Info,
        };
        if (severity == Severity.Error)
        {
            if (run.Progress.Stopped.IsCancellationRequested && request.Message.Contains(MonitorService.ShutDown, StringComparison.Ordinal))
            {
                return Task.FromResult(new Empty()); // the echo of a fault that has been told
            }

            run.Progress.CountError();
        }

        run.Progress.Say(severity, request.Urn, request.Message, request.Ephemeral);
        return Task.FromResult(new Empty());
    }

    public override Task<GetRootResourceResponse> GetRootResource(GetRootResourceRequest request, ServerCallContext call) =>
        Task.FromResult(new GetRootResourceResponse { Urn = root });

    public override Task<SetRootResourceResponse> SetRootResource(SetRootResourceRequest request, ServerCallContext call)
    {
        root = request.Urn;
        return Task.FromResult(new SetRootResourceResponse());
    }

    public override Task<RequirePulumiVersionResponse> RequirePulumiVersion(RequirePulumiVersionRequest request, ServerCallContext call) =>
        Task.FromResult(new RequirePulumiVersionResponse());
}
