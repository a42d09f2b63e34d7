using System.Security.Cryptography.X509Certificates;
using Pinpush.Gateways.Senders;

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
    private readonly SemaphoreSlim window;
    private int next;
    private int underWay = 1; // one is the sender itself, until it is closed
    private int closed;

    public GatewayShards(SenderLimits limits, X509Certificate2? authority, X509Certificate2? client, TimeProvider time)
    {
        (this.limits, this.time, window) = (limits, time, new SemaphoreSlim(limits.Window));
        SocketsHttpHandler Handler() => GatewayHandler.Create(limits.ConnectionLifetime, authority, client);
        shards = [.. Enumerable.Range(0, limits.Shards).Select(_ => new GatewayShard(Handler(), limits, time))];
    }

    public async ValueTask<PushPlace> EnterAsync(PushLane lane, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref closed) != 0)
        {
            return new PushPlace(new PushOutcome.NotProcessed(0, "the sender was closed", null) { AtOnce = true }); // the channel was set anew meanwhile
        }

        if (!lane.IsUrgent)
        {
            await window.WaitAsync(cancellationToken);
        }

        Interlocked.Increment(ref underWay);
        return new PushPlace(this, lane);
    }

    /// <summary>Gives a place back.</summary>
    public void Leave(PushLane lane)
    {
        if (!lane.IsUrgent)
        {
            window.Release();
        }

        Done();
    }

    /// <param name="body">The message's content.</param>
    public async ValueTask<GatewayAnswer> SendAsync(PushPlace place, HttpRequestMessage request, GatewayRequest body)
    {
        try
        {
            if (Volatile.Read(ref closed) != 0)
            {
                return GatewayAnswer.Failed("the sender was closed", inDoubt: false, atOnce: true); // the channel was set anew meanwhile
            }

            var shard = Array.Find(shards, static s => s.TryEnter());
            if (shard is null)
            {
                shard = shards[(uint)Interlocked.Increment(ref next) % (uint)shards.Length];
                await shard.EnterAsync();
            }

            return await shard.SendAsync(request, body);
        }
        finally
        {
            place.Leave();
        }
    }

    /// <summary>Takes no more pushes, waits for those under way, at most as long as one push may take, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) == 0)
        {
            Done();
            await Task.WhenAny(drained.Task, Task.Delay(limits.Timeout, time));
            Array.ForEach(shards, static s => s.Dispose());
        }
    }

    private void Done()
    {
        if (Interlocked.Decrement(ref underWay) == 0)
        {
            drained.TrySetResult();
        }
    }
}
