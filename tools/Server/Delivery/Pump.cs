namespace Pinpush.Server.Delivery;

/// <summary>Lets recipients flow one after another into the window of their channel; none of them waits for what becomes of another.</summary>
/// <param name="inTurn">The next recipient is looked at when this one may leave, and not before.</param>
/// <param name="limit">See <see cref="DeliveryPolicy.Limit"/>.</param>
internal sealed class Pump(Sending sending, IRecipients recipients, TimeLimit? limit, bool inTurn) : IDisposable
{
    /// <summary>Most recipients that are on their way or wait to be tried again.</summary>
    private const int MostOpen = 12_000;

    private static readonly Outcome TooLate = new(null, new Gateways.Senders.PushOutcome.InDoubt("MaximumDuration was over"));
    private readonly SemaphoreSlim open = new(MostOpen);
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int underWay = 1; // one is the pump itself, until it has seen all recipients

    /// <summary>Sends to all of them, until each has an outcome or the send is stopped.</summary>
    /// <returns>False when the time was over before.</returns>
    public async Task<bool> RunAsync(IAsyncEnumerable<Chunk> chunks, CancellationToken cancellationToken)
    {
        var inTime = true;
        try
        {
            await foreach (var chunk in chunks.WithCancellation(cancellationToken))
            {
                for (var i = 0; i < chunk.Count; i++)
                {
                    if (await TryFeedAsync(chunk, i, cancellationToken))
                    {
                        continue;
                    }

                    inTime = false;
                    if (!chunk.IsInDoubt) // those that are come first
                    {
                        return inTime;
                    }

                    recipients.End(chunk.Number(i), TooLate, wasInDoubt: true);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // what is on its way is waited for
        }
        finally
        {
            Done();
            await drained.Task;
        }

        return inTime;
    }

    public void Dispose() => open.Dispose();

    private async ValueTask<bool> TryFeedAsync(Chunk chunk, int index, CancellationToken cancellationToken)
    {
        if (limit is { IsOver: true })
        {
            return false;
        }

        await open.WaitAsync(cancellationToken);
        Entry? entry = inTurn ? await sending.EnterAsync(chunk, index, cancellationToken) : null;
        if (entry?.End is { } end)
        {
            recipients.End(chunk.Number(index), end, chunk.IsInDoubt);
            open.Release();
        }
        else if (entry is { } entered && limit is { IsOver: true })
        {
            entered.Place.Leave();
            open.Release();
            return false;
        }
        else
        {
            Interlocked.Increment(ref underWay);
            _ = sending.PushAsync(chunk, index, entry, Ended, cancellationToken);
        }

        return true;
    }

    private void Ended()
    {
        open.Release();
        Done();
    }

    private void Done()
    {
        if (Interlocked.Decrement(ref underWay) == 0)
        {
            drained.SetResult();
        }
    }
}
