using Pinpush.Contract;
using Pinpush.Gateways.Senders;
using Pinpush.Server.Delivery;

namespace Pinpush.Server.Tests.Delivery;

public sealed class ChunkTests
{
    private readonly SteadyClock clock = new(DateTimeOffset.UnixEpoch.AddYears(50));

    [Fact]
    public void At_InOrder_ReadsManyTogether()
    {
        var recipients = new Everybody();
        var chunk = new Chunk(recipients, [.. Enumerable.Range(1000, 500)], isInDoubt: false, clock);

        for (var i = 0; i < chunk.Count; i++)
        {
            Assert.Equal($"{1000 + i}", chunk.At(i)!.Id); // everybody is there
        }

        Assert.Equal([128, 128, 128, 116], recipients.Reads);
    }

    [Fact]
    public void At_ATenthOfASecondLater_ReadsAgain()
    {
        var recipients = new Everybody();
        var chunk = new Chunk(recipients, [1, 2, 3], isInDoubt: false, clock);

        chunk.At(0);
        clock.Advance(TimeSpan.FromMilliseconds(99));
        chunk.At(1);
        Assert.Equal([3], recipients.Reads);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        clock.SetDate(clock.GetUtcNow().AddHours(-1)); // the date says nothing
        chunk.At(1);

        Assert.Equal([3, 2], recipients.Reads);
    }

    [Fact]
    public void At_OfARecipientThatIsKnown_ReadsItWhenThatIsOld()
    {
        var recipients = new Everybody();
        var chunk = new Chunk(recipients, 7, new EndpointResponse { Id = "known" }, clock.GetTimestamp(), clock);

        Assert.Equal("known", chunk.At(0)!.Id); // it is given
        clock.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal("7", chunk.At(0)!.Id);
    }

    private sealed class Everybody : IRecipients
    {
        public List<int> Reads { get; } = [];

        public IAsyncEnumerable<Chunk> ChunksAsync(CancellationToken stop) => AsyncEnumerable.Empty<Chunk>();

        public EndpointResponse?[] Read(ReadOnlyMemory<int> numbers)
        {
            Reads.Add(numbers.Length);
            return Array.ConvertAll(numbers.ToArray(), n => new EndpointResponse { Id = $"{n}" });
        }

        public void End(int number, Outcome outcome, bool wasInDoubt)
        {
        }

        public Task<bool> RepeatAsync(int number, CancellationToken cancellationToken) => Task.FromResult(false);

        public Task<bool> PutOffAsync(int number, PushOutcome.NotProcessed why, bool wasInDoubt, CancellationToken cancellationToken) =>
            Task.FromResult(false);
    }
}
