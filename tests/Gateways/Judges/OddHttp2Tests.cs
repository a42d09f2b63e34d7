using Pinpush.Shared.Tests;

namespace Pinpush.Gateways.Tests.Judges;

/// <summary>What Python's <c>h2</c> and <c>hpack</c> make of our frames, and we of frames that are odd but legal: <c>odd.py</c>.</summary>
public sealed class OddHttp2Tests
{
    [Theory]
    [InlineData("gateway")]
    [InlineData("padded")]
    [InlineData("continued")]
    [InlineData("unknown")]
    [InlineData("tuned")]
    [InlineData("dribbled", 100)]
    [InlineData("starved", 200, 4000)]
    [InlineData("pinged", 200)]
    [InlineData("widened")]
    [InlineData("informed")]
    [InlineData("trailed")]
    [InlineData("shuffled")]
    [InlineData("indexed")]
    [InlineData("literal")]
    [InlineData("crumbled", 200)]
    [InlineData("clumped")]
    [InlineData("early")]
    [InlineData("large", 20)]
    public async Task An_odd_gateway_is_understood(string oddity, int pushes = 400, int size = 64)
    {
        await using var peer = await H2Peer.StartAsync("odd.py");
        await using var sender = Round.Sender(peer.Address(oddity));

        var round = await Round.SendAsync(sender, pushes, atOnce: 90, size: size, gone: oddity is "large" ? 0 : 7)
            .WaitAsync(TimeSpan.FromSeconds(9), TestContext.Current.CancellationToken); // none has to wait for a push's own limit

        var seen = await peer.SeenAsync(oddity);
        Round.AssertBlameless([.. seen.GetProperty("errors").EnumerateArray().Select(e => e.GetString()!)]); // an array of texts
        round.AssertAllAnswered();
        round.AssertNoDoubt();
        round.AssertCounted(seen.GetProperty("processed").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32()));
        if (oddity is "pinged")
        {
            await Until.SoAsync(
                async () => (await peer.SeenAsync(oddity)).GetProperty("acks").GetInt32() == pushes * 5, TestContext.Current.CancellationToken);
        }
    }
}
