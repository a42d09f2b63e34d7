using Pinpush.Contract;
using Pinpush.Gateways.Senders;

namespace Pinpush.Server.Delivery;

/// <summary>Whom one send goes to, or those of them that do not hold up others: each by a number of the send's own. Safe to call from many threads.</summary>
internal interface IRecipients
{
    /// <summary>All of them, as they may be sent to. It ends when each has an outcome, as far as whoever is put off comes again.</summary>
    IAsyncEnumerable<Chunk> ChunksAsync(CancellationToken stop);

    /// <summary>What is known of them in this moment, each at its place; null where there is nobody.</summary>
    EndpointResponse?[] Read(ReadOnlyMemory<int> numbers);

    /// <summary>Takes what became of one. <see cref="Outcome.NotYet"/> says that the send was stopped before.</summary>
    /// <param name="wasInDoubt">A push before the last one may have arrived.</param>
    void End(int number, Outcome outcome, bool wasInDoubt);

    /// <summary>A push to one may have arrived.</summary>
    /// <returns>Whether it is sent again all the same: then it is on record that it may arrive twice.</returns>
    Task<bool> RepeatAsync(int number, CancellationToken cancellationToken);

    /// <summary>A push to one was put off.</summary>
    /// <param name="wasInDoubt">A push before it may have arrived.</param>
    /// <returns>Whether it comes again in its time: then it is on record that it is not on its way.</returns>
    Task<bool> PutOffAsync(int number, PushOutcome.NotProcessed why, bool wasInDoubt, CancellationToken cancellationToken);
}
