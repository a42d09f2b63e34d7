using System.Runtime.CompilerServices;
using Pinpush.Audience;
using Pinpush.Contract;
using Pinpush.Gateways.Senders;
using Pinpush.Server.Delivery;
using Pinpush.Server.Endpoints;

namespace Pinpush.Server.Campaigns;

/// <summary>
/// The recipients of a run over one channel, by their numbers in the audience index. They leave some at a time, written before they do; whoever is put off
/// comes again between and after the others.
/// </summary>
/// <remarks>
/// Two lots are on record as left and have not all: after a kill these are in doubt, and with <c>pinpush:in-doubt=skip</c> get nothing. So few leave at first,
/// and from when the service put somebody off, and twice as many each time that nobody was: what is on record is what may really leave soon.
/// </remarks>
/// <param name="audience">Who is in doubt already, and the others.</param>
/// <param name="isWhole">The message says something of each of them: more is read than who may get it, and where.</param>
/// <param name="resends">Whether a push that may have arrived is sent again.</param>
/// <param name="size">How many leave at a time at most.</param>
/// <param name="over">The end of the run's time: nobody leaves any more.</param>
internal sealed class RunRecipients(
    EndpointStore endpoints, RunJournal journal, (Bitmap InDoubt, Bitmap Others) audience, bool isWhole, bool resends, int size, TimeProvider time,
    CancellationToken over)
    : IRecipients
{
    private const int First = 128, Fewest = 16;

    private readonly PutOffs putOffs = new(time, over);
    private int next = Math.Min(First, size); // how many leave

    // In doubt first: that they are is on record, so they need not leave again. Of the others a chunk leaves while those before it are sent.
    public async IAsyncEnumerable<Chunk> ChunksAsync([EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var numbers in audience.InDoubt.Chunks(size))
        {
            yield return Open(numbers, isInDoubt: true);
        }

        (int[] Numbers, Task Left)? ahead = null;
        try
        {
            foreach (var numbers in Lots(audience.Others))
            {
                var behind = ahead;
                ahead = (numbers, LeaveAsync(numbers, stop));
                if (behind is { } chunk)
                {
                    await chunk.Left;
                    yield return Open(chunk.Numbers, isInDoubt: false);
                }

                while (await TakeDueAsync(stop) is { } due)
                {
                    yield return due;
                }
            }

            if (ahead is { } last)
            {
                await last.Left;
                yield return Open(last.Numbers, isInDoubt: false);
            }
        }
        finally
        {
            if (ahead is { } open)
            {
                await open.Left.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // nothing of the run is written after its end
            }
        }

        while (await putOffs.WaitAsync(stop))
        {
            while (await TakeDueAsync(stop) is { } due)
            {
                yield return due;
            }
        }
    }

    // Numbers are ascending.
    public EndpointResponse?[] Read(ReadOnlyMemory<int> numbers)
    {
        var recipients = new EndpointResponse?[numbers.Length];
        foreach (var there in endpoints.Numbered(numbers.ToArray(), isWhole))
        {
            recipients[numbers.Span.BinarySearch(there.Number)] = there.Endpoint;
        }

        return recipients;
    }

    /// <remarks>Whoever is given up ends with why the push was put off; if it may have arrived before, in doubt.</remarks>
    public void End(int number, Outcome outcome, bool wasInDoubt)
    {
        if (outcome.Answer is PushOutcome.NotProcessed { Cause: var cause })
        {
            cause = cause == Sending.TooLate && putOffs.Last(number) is { } last ? last.Cause : cause;
            outcome = new(null, wasInDoubt ? new PushOutcome.InDoubt(cause) : new PushOutcome.NotProcessed(0, cause, null));
        }

        if (outcome != Outcome.NotYet)
        {
            journal.End(number, outcome, wasInDoubt);
        }

        putOffs.Closed();
    }

    public async Task<bool> RepeatAsync(int number, CancellationToken cancellationToken)
    {
        if (resends)
        {
            await journal.DoubtAsync(number, cancellationToken);
        }

        return resends;
    }

    public async Task<bool> PutOffAsync(int number, PushOutcome.NotProcessed why, bool wasInDoubt, CancellationToken cancellationToken)
    {
        if (putOffs.Wait(number, why) is not { } wait)
        {
            return false;
        }

        if (!why.IsOfDevice)
        {
            Volatile.Write(ref next, Math.Min(Fewest, size));
        }

        await journal.ReturnAsync(number, why.Cause, cancellationToken);
        putOffs.Add(number, wasInDoubt, wait);
        return true;
    }

    private IEnumerable<int[]> Lots(Bitmap numbers)
    {
        var buffer = new int[size];
        for (int from = 0, count; (count = numbers.Take(from, buffer.AsSpan(0, Volatile.Read(ref next)))) > 0; from = buffer[count - 1] + 1)
        {
            More();
            yield return buffer[..count];
        }
    }

    private void More() => Volatile.Write(ref next, Math.Min(2 * Volatile.Read(ref next), size));

    private async ValueTask<Chunk?> TakeDueAsync(CancellationToken stop)
    {
        if (putOffs.TakeDue(Volatile.Read(ref next)) is not { } due)
        {
            return null;
        }

        if (!due.AreInDoubt)
        {
            await LeaveAsync(due.Numbers, stop);
        }

        More();
        return Open(due.Numbers, due.AreInDoubt);
    }

    private Task LeaveAsync(int[] numbers, CancellationToken stop) =>
        over.IsCancellationRequested ? journal.RoomAsync(stop) : journal.LeaveAsync(numbers, stop);

    private Chunk Open(int[] numbers, bool isInDoubt)
    {
        putOffs.Opened(numbers.Length);
        return new Chunk(this, numbers, isInDoubt, time);
    }
}
