using Grpc.Core;
using Grpc.Net.Client;
using Pulumirpc;

namespace Pinpush.Plugin.Hosting;

/// <summary>Messages to the user, through the engine. One that cannot be delivered is lost: it must not end the operation it is about.</summary>
public sealed class EngineLog : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private readonly TimeProvider time;
    private GrpcChannel? channel;

    public EngineLog(string? address, TimeProvider time)
    {
        this.time = time;
        Attach(address);
    }

    /// <param name="address">Of the form <c>127.0.0.1:1234</c>; null: there is nobody to tell.</param>
    public void Attach(string? address)
    {
        channel?.Dispose();
        channel = string.IsNullOrEmpty(address) ? null : GrpcChannel.ForAddress($"http://{address}");
    }

    /// <param name="urn">The resource that it is about; empty for the stack.</param>
    public async Task WarnAsync(string message, string urn, CancellationToken cancellationToken)
    {
        if (channel is null)
        {
            return;
        }

        try
        {
            await new Engine.EngineClient(channel).LogAsync(
                new LogRequest { Severity = LogSeverity.Warning, Message = message, Urn = urn },
                deadline: time.GetUtcNow().UtcDateTime + Limit, cancellationToken: cancellationToken);
        }
        catch (RpcException)
        {
            // the engine is gone or does not listen
        }
    }

    public void Dispose() => channel?.Dispose();
}
