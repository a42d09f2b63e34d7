using Pinpush.Gateways.Http2;
using Pinpush.Gateways.Senders;

namespace Pinpush.Gateways.Transport;

/// <summary>
/// A sender's connections and who may use them next. Another one is opened when all places of the others are taken, and in the stead of one that ends
/// or hangs. After one that could not be opened, or ended without a single answer, there is a pause, longer each time. Meanwhile whoever is not urgent waits.
/// </summary>
internal sealed partial class GatewayPool : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250), LongestPause = TimeSpan.FromSeconds(30);

    private readonly Dialer dialer;
    private readonly SenderLimits limits;
    private readonly TimeProvider time;
    private readonly PushWindow window;
    private readonly Throttle throttle;
    private readonly Lock gate = new();
    private readonly List<Http2Connection> connections = [];
    private readonly PlaceQueue queue = new();
    private readonly CancellationTokenSource closing = new();
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer beat;
    private int dialing, failures, worth = int.MaxValue; // how many requests the last connection was good for
    private long failedAt, servedAt; // servedAt: since when somebody waits in vain
    private string? missed; // why the last connection could not be opened
    private bool isBeating, isClosed;

    public GatewayPool(Dialer dialer, SenderLimits limits, TimeProvider time)
    {
        (this.dialer, this.limits, this.time) = (dialer, limits, time);
        (window, throttle) = (new PushWindow(limits.Window), new Throttle(limits.Window, time));
        beat = time.CreateTimer(static pool => ((GatewayPool)pool!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan); // the pool is given
    }

    /// <summary>Why not everybody who waits has a place: the gateway cannot be reached, or wants to be left alone; null when it is neither.</summary>
    public string? Trouble => Volatile.Read(ref missed) ?? throttle.Cause;

    /// <summary>Waits for a place.</summary>
    /// <returns>A place, or why there is none after all that the lane's patience allows.</returns>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> was cancelled.</exception>
    public ValueTask<PushPlace> EnterAsync(PushLane lane, CancellationToken cancellationToken)
    {
        TaskCompletionSource<PushPlace> waiter;
        lock (gate)
        {
            if (isClosed)
            {
                return new(new PushPlace(Closed));
            }

            if ((queue.Count == 0 || lane.IsUrgent) && TryTake(lane) is { } place)
            {
                return new(new PushPlace(place));
            }

            servedAt = queue.Count == 0 ? time.GetTimestamp() : servedAt;
            waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
            queue.Enqueue(lane, waiter);
            DialIfNeeded(lane.IsUrgent);
        }

        return cancellationToken.CanBeCanceled ? WaitAsync(waiter, cancellationToken) : new(waiter.Task);
    }

    /// <summary>Takes note of what a gateway answered to a push: one that puts pushes off gets fewer.</summary>
    /// <param name="leftAt">The timestamp from when it left.</param>
    public void Heard(PushOutcome outcome, long leftAt)
    {
        switch (outcome)
        {
            case PushOutcome.InDoubt or PushOutcome.NotProcessed { Status: 0 } or PushOutcome.NotProcessed { AtOnce: true }:
                break; // it did not answer, or only the connection was at fault
            case PushOutcome.NotProcessed { IsOfDevice: false } later:
                throttle.PutOff(later, leftAt);
                break;
            default:
                throttle.Took(leftAt);
                break;
        }
    }

    /// <summary>Takes no more pushes, waits for those on their way, at most as long as one may take, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            if (isClosed)
            {
                return;
            }

            isClosed = true;
            queue.TakeAll(static _ => true).ForEach(static w => w.TrySetResult(new PushPlace(Closed)));
            CloseIfDrained();
        }

        await closing.CancelAsync(); // whoever is opening one gives up
        await Task.WhenAny(drained.Task, Task.Delay(limits.Timeout, time));
        await beat.DisposeAsync();
        Http2Connection[] left;
        lock (gate)
        {
            left = [.. connections];
        }

        foreach (var connection in left)
        {
            await connection.DisposeAsync();
        }

        closing.Dispose();
    }

    private static PushOutcome Closed => new PushOutcome.NotProcessed(0, "the sender was closed", null) { AtOnce = true }; // the channel was set anew

    private static async ValueTask<PushPlace> WaitAsync(TaskCompletionSource<PushPlace> waiter, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(
            static (waiter, token) => ((TaskCompletionSource<PushPlace>)waiter!).TrySetCanceled(token), waiter); // the state is given here
        return await waiter.Task;
    }

    private Http2Exchange? TryTake(PushLane lane)
    {
        if (!lane.IsUrgent && !(throttle.Allows(limits.Window - window.Room) && window.TryTake()))
        {
            return null;
        }

        Http2Connection? best = null;
        foreach (var connection in connections)
        {
            // The one that is used least, of those that have a place.
            if (connection.Has(lane.IsUrgent) && (best is null || connection.Used < best.Used))
            {
                best = connection;
            }
        }

        if (best?.TryReserve(lane.IsUrgent, inWindow: !lane.IsUrgent) is { } place)
        {
            return place;
        }

        if (!lane.IsUrgent)
        {
            window.Release(wasOverdue: false);
        }

        return null;
    }

    /// <summary>Something may have become free, or a connection ends.</summary>
    private void Changed()
    {
        lock (gate)
        {
            for (var i = connections.Count - 1; i >= 0; i--)
            {
                if (connections[i].IsLost)
                {
                    Note(connections[i].HasAnswered);
                    worth = connections[i].Worth;
                    connections.RemoveAt(i);
                }
            }

            Serve();
            if (queue.TryPeek(out var lane))
            {
                DialIfNeeded(lane.IsUrgent);
            }

            CloseIfDrained();
        }
    }

    private void Serve()
    {
        while (queue.TryPeek(out var lane) && TryTake(lane) is { } place)
        {
            servedAt = time.GetTimestamp();
            if (!queue.Dequeue().TrySetResult(new PushPlace(place)))
            {
                place.Connection.Forget(place); // who waited has given up
            }
        }
    }

    /// <summary>Who waits and has no patience left does not get a place.</summary>
    private void TellImpatient()
    {
        var (waited, why) = (time.GetElapsedTime(servedAt), new PushPlace(new PushOutcome.NotProcessed(0, Trouble ?? "NoPlace", null)));
        queue.TakeAll(lane => waited >= lane.Patience).ForEach(w => w.TrySetResult(why));
    }

    private void Look()
    {
        Http2Connection[] now;
        lock (gate)
        {
            isBeating = false;
            now = [.. connections];
        }

        Array.ForEach(now, static c => c.Look());
        Changed();
        lock (gate)
        {
            // A gateway that takes connections and no push cannot be reached either.
            if (queue.Count > 0 && time.GetElapsedTime(servedAt) >= 2 * limits.Timeout && connections.TrueForAll(static c => c.Used == 0))
            {
                TellImpatient();
            }

            KeepBeating();
        }
    }

    private void KeepBeating()
    {
        if (!isBeating && (connections.Count > 0 || queue.Count > 0))
        {
            isBeating = true;
            beat.Change(Beat, Timeout.InfiniteTimeSpan);
        }
    }

    private void CloseIfDrained()
    {
        if (isClosed && connections.TrueForAll(static c => c.Used == 0))
        {
            drained.TrySetResult();
        }
    }
}
