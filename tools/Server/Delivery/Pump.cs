namespace Pinpush.Server.Delivery;

/// <summary>Lets recipients flow one after another into the window of their channel; none of them waits for what becomes of another.</summary>
/// <param name="inTurn">The next recipient is looked at when this one may leave, and not before.</param>
internal sealed class Pump(Sending sending, bool inTurn) : IDisposable
{
    /// <summary>Most recipients that are on their way or wait for another connection.</summary>
    private const int MostOpen = 12_000;

    private readonly SemaphoreSlim open = new(MostOpen);
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int underWay = 1; // one is the pump itself, until it has seen all recipients

    /// <summary>Sends to all of them, until each has an outcome or the send is stopped.</summary>
    public async Task RunAsync(IAsyncEnumerable<Chunk> chunks, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var chunk in chunks.WithCancellation(cancellationToken))
            {
                for (var i = 0; i < chunk.Count; i++)
                {
                    await FeedAsync(chunk, i, cancellationToken);
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
    }

    public void Dispose() => open.Dispose();

    private async ValueTask FeedAsync(Chunk chunk, int index, CancellationToken cancellationToken)
    {
        await open.WaitAsync(cancellationToken);
        Entry? entry = inTurn ? await sending.EnterAsync(chunk, index, cancellationToken) : null;
        if (entry?.End is { } end)
        {
            chunk.Recipients.End(chunk.Number(index), end, chunk.IsInDoubt);
            open.Release();
        }
        else
        {
            Interlocked.Increment(ref underWay);
            _ = sending.PushAsync(chunk, index, entry, Ended, cancellationToken);
        }
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
