using Pinpush.Contract;
using Pinpush.Server.Delivery;
using Pinpush.Server.Endpoints;

namespace Pinpush.Server.Messages;

/// <summary>The recipients of a direct send, by their places in it.</summary>
/// <param name="known">What was read of them at first; null where there is nobody. A bare address has no id.</param>
/// <param name="readAt">The timestamp from before they were read.</param>
internal sealed class DirectRecipients(string app, IReadOnlyList<EndpointResponse?> known, long readAt, EndpointStore endpoints, TimeProvider time)
    : IRecipients
{
    /// <summary>What became of each.</summary>
    public Outcome[] Outcomes { get; } = new Outcome[known.Count];

    /// <summary>Those that may get it, one by one: none waits for another. Of several with the same address it is the first.</summary>
    public IEnumerable<Chunk> Chunks()
    {
        var addresses = new HashSet<(ChannelType?, string?)>();
        for (var i = 0; i < known.Count; i++)
        {
            var skip = Judgement.Of(known[i])
                ?? (addresses.Add((known[i]!.ChannelType, known[i]!.Address)) ? null : Skip.DuplicateAddress); // judged: there is one
            if (skip is { } why)
            {
                Outcomes[i] = why;
            }
            else
            {
                yield return new Chunk(this, i, known[i], readAt, time);
            }
        }
    }

    public EndpointResponse?[] Read(ReadOnlyMemory<int> numbers)
    {
        var read = new EndpointResponse?[numbers.Length];
        for (var i = 0; i < read.Length; i++)
        {
            var recipient = known[numbers.Span[i]]!; // only they are sent to
            read[i] = recipient.Id is { } id ? endpoints.Get(app, id) : recipient;
        }

        return read;
    }

    public void End(int number, Outcome outcome, bool wasInDoubt) => Outcomes[number] = outcome;

    /// <summary>Never: whoever waits for the answer is told, and chooses.</summary>
    public Task<bool> RepeatAsync(int number, CancellationToken cancellationToken) => Task.FromResult(false);
}
