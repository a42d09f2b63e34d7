using Pinpush.Contract;
using Pinpush.Gateways.Senders;
using Pinpush.Messages.Payloads;
using Pinpush.Server.Delivery;
using Pinpush.Server.Endpoints;

namespace Pinpush.Server.Messages;

/// <summary>The recipients of a direct send, by their places in it.</summary>
/// <param name="known">What was read of them at first; null where there is nobody. A bare address has no id.</param>
/// <param name="readAt">The timestamp from before they were read.</param>
internal sealed class DirectRecipients(IMailing mailing, IReadOnlyList<EndpointResponse?> known, long readAt, EndpointStore endpoints, TimeProvider time)
    : IRecipients
{
    /// <summary>What became of each.</summary>
    public Outcome[] Outcomes { get; } = new Outcome[known.Count];

    /// <summary>
    /// Those that may get it, one by one: none waits for another. Of several that are one device it is the first that the message can be made for.
    /// </summary>
    public IAsyncEnumerable<Chunk> ChunksAsync(CancellationToken stop) => Chunks().ToAsyncEnumerable();

    private IEnumerable<Chunk> Chunks()
    {
        var reached = new HashSet<Device>();
        for (var i = 0; i < known.Count; i++)
        {
            if (Judgement.Of(known[i]) is { } skip)
            {
                Outcomes[i] = skip;
                continue;
            }

            var recipient = known[i]!; // judged: there is one, with an address of a channel
            var device = Device.Of(recipient)!.Value; // likewise
            if (reached.Contains(device))
            {
                Outcomes[i] = Skip.DuplicateAddress;
                continue;
            }

            if (mailing.Shape(i, recipient.ChannelType!.Value) is ShapedPush.Ready message
                && (!message.HasVariables || message.TryFill(recipient, null, out _, out _)))
            {
                reached.Add(device);
            }

            yield return new Chunk(this, i, recipient, readAt, time);
        }
    }

    public EndpointResponse?[] Read(ReadOnlyMemory<int> numbers)
    {
        var read = new EndpointResponse?[numbers.Length];
        for (var i = 0; i < read.Length; i++)
        {
            var recipient = known[numbers.Span[i]]!; // only they are sent to
            read[i] = recipient.Id is { } id ? endpoints.Recipient(mailing.App, id) : recipient;
        }

        return read;
    }

    public void End(int number, Outcome outcome, bool wasInDoubt) => Outcomes[number] = outcome;

    /// <summary>Never: whoever waits for the answer is told, and chooses.</summary>
    public Task<bool> RepeatAsync(int number, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Never, for the same reason.</summary>
    public Task<bool> PutOffAsync(int number, PushOutcome.NotProcessed why, bool wasInDoubt, CancellationToken cancellationToken) =>
        Task.FromResult(false);
}
