using Microsoft.Extensions.Time.Testing;
using Pinpush.Gateways.Apns;
using Pinpush.Gateways.Credentials;
using Pinpush.Gateways.Senders;
using Pinpush.Gateways.Transport;
using Pinpush.Messages.Payloads;
using Xunit;

namespace Pinpush.Gateways.Tests.Transport;

/// <summary>What a sender makes of its peer's limits and whims, over real connections.</summary>
public sealed class GatewayPoolTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly FakeTimeProvider clock = new();
    private readonly List<IAsyncDisposable> open = [];
    private NodeGateway gateway = null!; // set by the first sender

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_peer_that_allows_one_stream_gets_one_push_at_a_time()
    {
        var sender = await SenderAsync(connections: 1, streams: 1);

        var outcomes = await SendAsync(sender, Enumerable.Range(0, 100).Select(i => $"{i:x4}"));

        Assert.All(outcomes, o => Assert.IsType<PushOutcome.Accepted>(o));
        await sender.SendAsync(Push("end"), Stop);
        var seen = await gateway.UpToAsync("end");
        Assert.All(seen, r => Assert.Equal(1, r.GetProperty("open").GetInt32()));
        Assert.Equal(101, seen.Select(NodeGateway.PathOf).Distinct().Count());
    }

    [Fact]
    public async Task A_limit_that_the_peer_changes_is_followed_up_and_down()
    {
        var sender = await SenderAsync(connections: 1, streams: 1);

        // 150 are answered when all of them are open at once, so they pass only if the sender uses all that it may.
        Assert.IsType<PushOutcome.Accepted>(await sender.SendAsync(Push("limit-150"), Stop));
        var up = await SendAsync(sender, Enumerable.Range(0, 150).Select(i => $"gather-150-{i}"));
        Assert.IsType<PushOutcome.Accepted>(await sender.SendAsync(Push("limit-2"), Stop));
        await gateway.UpToAsync("limit-2");
        var down = await SendAsync(sender, Enumerable.Range(0, 100).Select(i => $"{i:x4}"));

        Assert.All(up.Concat(down), o => Assert.IsType<PushOutcome.Accepted>(o));
        await sender.SendAsync(Push("end"), Stop);
        Assert.All(await gateway.UpToAsync("end"), r => Assert.InRange(r.GetProperty("open").GetInt32(), 1, 2));
    }

    [Fact]
    public async Task The_next_connection_is_opened_when_all_places_are_taken_and_not_before()
    {
        var sender = await SenderAsync(connections: 2, streams: 2);

        for (var i = 0; i < 16; i++)
        {
            await sender.SendAsync(Push($"{i:x4}"), Stop);
        }

        await sender.SendAsync(Push("few"), Stop);
        await SendAsync(sender, Enumerable.Range(0, 4).Select(i => $"gather-4-{i}")); // answered when all four are open at once
        await sender.SendAsync(Push("many"), Stop);

        Assert.All(await gateway.UpToAsync("few"), r => Assert.Equal(1, r.GetProperty("connection").GetInt32()));
        Assert.Equal([1, 2], (await gateway.UpToAsync("many")).Select(r => r.GetProperty("connection").GetInt32()).Distinct().Order());
    }

    [Fact]
    public async Task A_GOAWAY_amid_many_pushes_loses_none_and_doubles_none()
    {
        var sender = await SenderAsync(connections: 1);
        await sender.SendAsync(Push("warm"), Stop);

        var outcomes = await SendAsync(sender, Enumerable.Range(0, 200).Select(i => i == 60 ? "goaway" : $"{i:x4}"));

        Assert.All(outcomes, o => Assert.IsType<PushOutcome.Accepted>(o));
        await sender.SendAsync(Push("end"), Stop);
        var seen = (await gateway.UpToAsync("end")).Select(NodeGateway.PathOf).ToList();
        Assert.Equal(202, seen.Distinct().Count());
        Assert.All( // it came twice: GOAWAY disowned the first
            seen.CountBy(p => p).Where(p => p.Value > 1), p => Assert.EndsWith("goaway", p.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_lost_amid_many_pushes_tells_which_may_have_arrived()
    {
        var sender = await SenderAsync(connections: 1);
        await sender.SendAsync(Push("warm"), Stop);
        var tokens = Enumerable.Range(0, 200).Select(i => i == 60 ? "drop" : $"{i:x4}").ToList();

        var outcomes = await SendAsync(sender, tokens);

        Assert.IsType<PushOutcome.Accepted>(await sender.SendAsync(Push("end"), Stop));
        await AssertNoneArrivedUntoldAsync(tokens, outcomes);
        Assert.Contains(outcomes, o => o is PushOutcome.InDoubt);
    }

    [Fact]
    public async Task A_gateway_that_never_answers_costs_each_push_its_limit_and_no_more()
    {
        var sender = await SenderAsync(connections: 1, streams: 2, time: clock);
        var tokens = Enumerable.Range(0, 6).Select(i => $"hang-{i}").ToList();

        var sending = SendAsync(sender, tokens);
        for (var pair = 0; pair < 3; pair++)
        {
            await gateway.NextAsync();
            await gateway.NextAsync();
            await AgeAsync(Patience);
        }

        Assert.All(await sending.WaitAsync(Patience, Stop), o => Assert.Equal(new PushOutcome.InDoubt("timeout"), o));
        Assert.IsType<PushOutcome.Accepted>(await sender.SendAsync(Push("end"), Stop));
        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10)), (SenderLimits.Apns.Timeout, SenderLimits.Fcm.Timeout));
    }

    [Fact]
    public async Task Closing_waits_for_what_is_under_way()
    {
        var sender = await SenderAsync(connections: 1);
        var underWay = sender.SendAsync(Push("gather-2-a"), Stop);
        await gateway.NextAsync();

        var closing = sender.DisposeAsync().AsTask();

        Assert.Equal(
            new PushOutcome.NotProcessed(0, "the sender was closed", null) { AtOnce = true }, await sender.OnceAsync(Push("late"), Stop));
        Assert.False(closing.IsCompleted);
        var other = Sender(1, TimeProvider.System);
        Assert.IsType<PushOutcome.Accepted>(await other.SendAsync(Push("gather-2-b"), Stop));
        Assert.IsType<PushOutcome.Accepted>(await underWay);
        await closing.WaitAsync(Patience, Stop);
    }

    [Fact]
    public async Task Closing_waits_for_a_hanging_push_no_longer_than_its_limit()
    {
        var sender = await SenderAsync(connections: 1, time: clock);
        var underWay = sender.SendAsync(Push("hang"), Stop);
        await gateway.NextAsync();

        var closing = sender.DisposeAsync().AsTask();
        Assert.False(closing.IsCompleted);
        clock.Advance(Patience);

        await closing.WaitAsync(Patience, Stop);
        Assert.IsType<PushOutcome.InDoubt>(await underWay);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in Enumerable.Reverse(open))
        {
            await one.DisposeAsync();
        }
    }

    /// <summary>A push that is said not to have arrived must not have reached the gateway.</summary>
    private async Task AssertNoneArrivedUntoldAsync(List<string> tokens, PushOutcome[] outcomes)
    {
        var seen = (await gateway.UpToAsync("end")).Select(r => NodeGateway.PathOf(r)["/3/device/".Length..]).ToHashSet();
        Assert.All(tokens.Zip(outcomes), p => Assert.False(p.Second is PushOutcome.NotProcessed && seen.Contains(p.First), p.First));
    }

    private async Task<IPushSender> SenderAsync(int connections, int? streams = null, TimeProvider? time = null)
    {
        gateway = await NodeGateway.StartAsync(Keys.EcPublic, null, streams: streams);
        open.Add(gateway);
        return Sender(connections, time ?? TimeProvider.System);
    }

    private ApnsSender Sender(int connections, TimeProvider time)
    {
        var credentials = new ChannelCredentials.ApnsToken(Keys.EcPem, "KEY1234567", "TEAM123456", "com.example.app");
        var limits = SenderLimits.Apns with { Connections = connections, Timeout = Patience };
        var sender = new ApnsSender(gateway.Address, credentials, GatewayEndpoints.Real, limits, time);
        open.Add(sender);
        return sender;
    }

    /// <summary>Lets time pass second by second, so that the gateway can answer the PING that asks whether it is there.</summary>
    private async Task AgeAsync(TimeSpan time)
    {
        for (var second = 0; second < time.TotalSeconds; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, Stop);
        }
    }

    private static Task<PushOutcome[]> SendAsync(IPushSender sender, IEnumerable<string> tokens) =>
        Task.WhenAll(tokens.Select(token => sender.SendAsync(Push(token), Stop)));

    private static Push Push(string token) => new(token, """{"aps":{"alert":"Hi"}}"""u8.ToArray(), new("alert", 10, null, null));
}
