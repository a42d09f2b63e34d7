using Grpc.Core;
using Pulumirpc;

namespace Pulumi;

/// <summary>Sends messages to the engine, one after the other, in the order in which they were written.</summary>
internal sealed class Logger(IEngine engine)
{
    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;

    /// <summary>Whether an error was written: the run has failed then, exception or not.</summary>
    public bool HasErrors { get; private set; }

    /// <exception cref="LogException">The engine cannot be reached.</exception>
    public Task LogAsync(LogSeverity severity, string message, Resource? resource = null, int streamId = 0, bool ephemeral = false)
    {
        lock (_lock)
        {
            HasErrors |= severity == LogSeverity.Error;
            return _last = SendAsync(_last, severity, message, resource, streamId, ephemeral);
        }
    }

    private async Task SendAsync(Task before, LogSeverity severity, string message, Resource? resource, int streamId, bool ephemeral)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var urn = resource is null ? "" : await UrnAsync(resource).ConfigureAwait(false);
        try
        {
            await engine.LogAsync(new LogRequest { Severity = severity, Message = message, Urn = urn, StreamId = streamId, Ephemeral = ephemeral })
                .ConfigureAwait(false);
        }
        catch (RpcException e)
        {
            throw new LogException(e);
        }
    }

    private static async Task<string> UrnAsync(Resource resource)
    {
        var urn = resource.Urn.DataTask;
        await ((Task)urn).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // A resource whose registration failed has no URN; its message still counts.
        return urn.IsCompletedSuccessfully ? (await urn.ConfigureAwait(false)).Value : "";
    }
}
