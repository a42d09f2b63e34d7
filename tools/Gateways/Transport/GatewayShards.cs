using System.Security.Cryptography.X509Certificates;

namespace Pinpush.Gateways;

/// <summary>A sender's connections. Few pushes share one; more are opened as windows fill up, and beyond that callers wait.</summary>
internal sealed class GatewayShards : IDisposable
{
    private readonly GatewayShard[] shards;
    private int next;

    public GatewayShards(SenderLimits limits, X509Certificate2? authority, X509Certificate2? client, TimeProvider time) =>
        shards = [.. Enumerable.Range(0, limits.Shards).Select(_ => new GatewayShard(GatewayHandler.Create(limits.ConnectionLifetime, authority, client), limits, time))];

    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> was cancelled.</exception>
    public async ValueTask<GatewayAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var shard = Free();
        if (shard is null)
        {
            shard = shards[(uint)Interlocked.Increment(ref next) % (uint)shards.Length];
            await shard.EnterAsync(cancellationToken);
        }

        try
        {
            return await shard.SendAsync(request, cancellationToken);
        }
        finally
        {
            shard.Leave();
        }
    }

    public void Dispose()
    {
        foreach (var shard in shards)
        {
            shard.Dispose();
        }
    }

    private GatewayShard? Free()
    {
        foreach (var shard in shards)
        {
            if (shard.TryEnter())
            {
                return shard;
            }
        }

        return null;
    }
}
