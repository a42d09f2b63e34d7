using System.Security.Cryptography.X509Certificates;

namespace Pinpush.Gateways.Transport;

/// <summary>
/// A sender's connections. The first takes as many pushes as its peer allows streams; the next is opened for those who would have to wait,
/// and beyond that callers wait.
/// </summary>
internal sealed class GatewayShards : IAsyncDisposable
{
    private readonly GatewayShard[] shards;
    private readonly SenderLimits limits;
    private readonly TimeProvider time;
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int next;
    private int underWay = 1; // one is the sender itself, until it is closed
    private int closed;

    public GatewayShards(SenderLimits limits, X509Certificate2? authority, X509Certificate2? client, TimeProvider time)
    {
        (this.limits, this.time) = (limits, time);
        SocketsHttpHandler Handler() => GatewayHandler.Create(limits.ConnectionLifetime, authority, client);
        shards = [.. Enumerable.Range(0, limits.Shards).Select(_ => new GatewayShard(Handler(), limits, time))];
    }

    /// <param name="body">The message's content.</param>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> was cancelled.</exception>
    public async ValueTask<GatewayAnswer> SendAsync(HttpRequestMessage request, GatewayRequest body, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref underWay);
        try
        {
            if (Volatile.Read(ref closed) != 0)
            {
                return GatewayAnswer.Failed("the sender was closed", mayHaveArrived: false); // the channel was set anew meanwhile
            }

            var shard = Array.Find(shards, static s => s.TryEnter());
            if (shard is null)
            {
                shard = shards[(uint)Interlocked.Increment(ref next) % (uint)shards.Length];
                await shard.EnterAsync(cancellationToken);
            }

            return await shard.SendAsync(request, body, cancellationToken);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Takes no more pushes, waits for those under way, at most as long as one push may take, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) == 0)
        {
            Leave();
            await Task.WhenAny(drained.Task, Task.Delay(limits.Timeout, time));
            Array.ForEach(shards, static s => s.Dispose());
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref underWay) == 0)
        {
            drained.TrySetResult();
        }
    }
}
