using System.Diagnostics.CodeAnalysis;
using Pinpush.Gateways.Senders;

namespace Pinpush.Gateways.Transport;

/// <summary>Who waits for a place. Urgent ones come first; the lanes of the others take turns.</summary>
internal sealed class PlaceQueue
{
    private readonly Dictionary<PushLane, Queue<TaskCompletionSource<PushPlace>>> lanes = [];
    private readonly Queue<PushLane> turns = [], urgent = [];

    public int Count { get; private set; }

    public void Enqueue(PushLane lane, TaskCompletionSource<PushPlace> waiter)
    {
        Count++;
        if (lanes.TryGetValue(lane, out var waiters))
        {
            waiters.Enqueue(waiter);
            return;
        }

        lanes.Add(lane, new([waiter]));
        (lane.IsUrgent ? urgent : turns).Enqueue(lane);
    }

    /// <summary>The lane whose turn it is.</summary>
    public bool TryPeek([NotNullWhen(true)] out PushLane? lane) => urgent.TryPeek(out lane) || turns.TryPeek(out lane);

    /// <summary>Takes the first one of the lane whose turn it is; the lane goes to the end.</summary>
    public TaskCompletionSource<PushPlace> Dequeue()
    {
        var from = urgent.Count > 0 ? urgent : turns;
        var lane = from.Dequeue();
        var waiters = lanes[lane];
        var waiter = waiters.Dequeue();
        Count--;
        if (waiters.Count > 0)
        {
            from.Enqueue(lane);
        }
        else
        {
            lanes.Remove(lane);
        }

        return waiter;
    }

    /// <summary>Takes everybody in some lanes.</summary>
    public List<TaskCompletionSource<PushPlace>> TakeAll(Func<PushLane, bool> which)
    {
        var taken = new List<TaskCompletionSource<PushPlace>>();
        foreach (var lane in lanes.Keys.Where(which).ToList())
        {
            taken.AddRange(lanes[lane]);
            lanes.Remove(lane);
        }

        Count -= taken.Count;
        Keep(turns);
        Keep(urgent);
        return taken;
    }

    private void Keep(Queue<PushLane> queue)
    {
        for (var left = queue.Count; left > 0; left--)
        {
            if (queue.Dequeue() is var lane && lanes.ContainsKey(lane))
            {
                queue.Enqueue(lane);
            }
        }
    }
}
