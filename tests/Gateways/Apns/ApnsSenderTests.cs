using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Pinpush.Contract;
using Pinpush.Gateways.Apns;
using Pinpush.Gateways.Credentials;
using Pinpush.Gateways.Senders;
using Pinpush.Gateways.Transport;
using Pinpush.Messages.Payloads;
using Xunit;

namespace Pinpush.Gateways.Tests.Apns;

public sealed class ApnsSenderTests : IAsyncLifetime
{
    private static readonly SenderLimits Limits = new(TimeSpan.FromSeconds(20), 2, 20, TimeSpan.FromHours(1));
    private static readonly ChannelCredentials.ApnsToken Credentials = new(Keys.EcPem, "KEY1234567", "TEAM123456", "com.example.app");
    private readonly FakeTimeProvider clock = new();
    private NodeGateway gateway = null!; // set before each test
    private IPushSender sender = null!; // set before each test

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        gateway = await NodeGateway.StartAsync(Keys.EcPublic, null);
        var endpoints = GatewayEndpoints.Real with { Apns = gateway.Address };
        sender = new ApnsSender(gateway.Address, Credentials, endpoints, Limits, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await sender.DisposeAsync();
        await gateway.DisposeAsync();
    }

    [Fact]
    public async Task A_push_arrives_with_its_headers_payload_and_a_valid_token()
    {
        var id = Guid.NewGuid();
        var push = Push("abc123") with { Id = id, Headers = new("alert", 10, TimeSpan.FromHours(1), "news") };
        var before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        Assert.Equal(new PushOutcome.Accepted(id.ToString()), await sender.SendAsync(push, Stop));

        var got = await gateway.NextAsync();
        Assert.Equal("/3/device/abc123", got.GetProperty("path").GetString());
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(push.Payload.Span), got.GetProperty("payload")));
        var headers = got.GetProperty("headers");
        Assert.Equal("com.example.app", headers.GetProperty("apns-topic").GetString());
        Assert.Equal("alert", headers.GetProperty("apns-push-type").GetString());
        Assert.Equal("10", headers.GetProperty("apns-priority").GetString());
        Assert.Equal("news", headers.GetProperty("apns-collapse-id").GetString());
        Assert.InRange(long.Parse(headers.GetProperty("apns-expiration").GetString()!, null), before + 3600, before + 3620);
        var jwt = got.GetProperty("jwt");
        Assert.True(jwt.GetProperty("good").GetBoolean());
        Assert.Equal("""{"alg":"ES256","kid":"KEY1234567"}""", jwt.GetProperty("head").GetRawText());
        Assert.Equal("TEAM123456", jwt.GetProperty("body").GetProperty("iss").GetString());
    }

    [Fact]
    public async Task A_token_cannot_climb_out_of_its_path()
    {
        await sender.SendAsync(Push("../x?y#z"), Stop);
        Assert.Equal("/3/device/..%2Fx%3Fy%23z", (await gateway.NextAsync()).GetProperty("path").GetString());
    }

    [Fact]
    public async Task An_unregistered_device_is_rejected_with_the_gateways_time()
    {
        var outcome = Assert.IsType<PushOutcome.Refused>(await sender.SendAsync(Push("status-410-Unregistered"), Stop));
        Assert.Equal(
            (410, "Unregistered", (DateTimeOffset?)DateTimeOffset.FromUnixTimeMilliseconds(1787000000123)),
            (outcome.Status, outcome.Reason, outcome.TokenDeadSince));
    }

    [Theory]
    [InlineData(429, "TooManyRequests", "-wait", 7)]
    [InlineData(503, "ServiceUnavailable", "-wait", 7)]
    [InlineData(429, "TooManyRequests", "", 60)]
    [InlineData(503, "ServiceUnavailable", "", 10)]
    public async Task A_busy_gateway_says_how_long_to_wait_or_we_do(int status, string reason, string wait, int seconds) => Assert.Equal(
        new PushOutcome.NotProcessed(status, reason, TimeSpan.FromSeconds(seconds)) { IsOfDevice = status == 429 },
        await sender.SendAsync(Push($"status-{status}-{reason}{wait}"), Stop));

    [Fact]
    public async Task A_young_provider_token_is_not_renewed()
    {
        var outcome = await sender.SendAsync(Push("status-403-ExpiredProviderToken"), Stop);
        Assert.Equal("ExpiredProviderToken", Assert.IsType<PushOutcome.NotProcessed>(outcome).Cause);
    }

    [Fact]
    public async Task An_expired_provider_token_is_renewed_once_for_all_pushes_under_way()
    {
        await using var late = Late();
        Assert.IsType<PushOutcome.Accepted>(await late.SendAsync(Push("first"), Stop));
        clock.Advance(TimeSpan.FromMinutes(30)); // past the 20 minutes that Apple asks for

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => late.SendAsync(Push($"expired-{i}"), Stop))).WaitAsync(Limits.Timeout, Stop);

        Assert.All(outcomes, o => Assert.IsType<PushOutcome.Accepted>(o));
        await late.SendAsync(Push("end"), Stop);
        var seen = await gateway.UpToAsync("end");
        Assert.Equal(2, seen.Select(r => r.GetProperty("headers").GetProperty("authorization").GetString()).Distinct().Count());
        Assert.Equal(42, seen.Count); // each of the 20 came twice
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // it signs nothing
    public async Task A_key_that_does_not_sign_lets_nothing_leave_and_holds_no_place(bool isPublic)
    {
        var key = Credentials with { TokenKey = isPublic ? Keys.EcPublic : "none" };
        await using var unsigned = new ApnsSender(gateway.Address, key, GatewayEndpoints.Real, Limits with { Window = 1 }, TimeProvider.System);
        var lane = new PushLane(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 3; i++)
        {
            var place = await unsigned.EnterAsync(lane, Stop).AsTask().WaitAsync(Limits.Timeout, Stop);
            var outcome = await unsigned.SendAsync(place, Push("abc"));

            Assert.Equal(new PushOutcome.NotProcessed(0, "provider token: the key does not sign", TimeSpan.FromSeconds(10)), outcome);
            Assert.Equal(("provider token: the key does not sign", false), (unsigned.Trouble, place.IsUsed));
        }

        await sender.SendAsync(Push("end"), Stop);
        Assert.Single(await gateway.UpToAsync("end"));
    }

    [Fact]
    public async Task A_place_is_given_back_once_and_not_when_it_was_used()
    {
        await using var narrow = new ApnsSender(gateway.Address, Credentials, GatewayEndpoints.Real, Limits with { Window = 1 }, TimeProvider.System);
        var lane = new PushLane(TimeSpan.FromMinutes(1));
        var left = await narrow.EnterAsync(lane, Stop);
        left.Leave();
        left.Leave();
        var used = await narrow.EnterAsync(lane, Stop);
        Assert.Equal((false, false), (left.IsUsed, used.IsUsed));
        Assert.IsType<PushOutcome.Accepted>(await narrow.SendAsync(used, Push("abc")));
        used.Leave();
        Assert.True(used.IsUsed);

        var third = await narrow.EnterAsync(lane, Stop);
        var fourth = narrow.EnterAsync(lane, Stop).AsTask();
        Assert.False(fourth.IsCompleted); // the window is one place, and not two or three
        third.Leave();
        (await fourth.WaitAsync(Limits.Timeout, Stop)).Leave();
    }

    [Fact]
    public async Task A_gateway_that_hangs_may_have_taken_the_push()
    {
        await using var late = Late();
        var hanging = late.SendAsync(Push("hang"), Stop);
        await gateway.NextAsync();

        clock.Advance(Limits.Timeout);

        Assert.Equal(new PushOutcome.InDoubt("timeout"), await hanging.WaitAsync(Limits.Timeout, Stop));
    }

    [Fact]
    public async Task A_lost_connection_may_have_taken_the_push_and_the_next_one_passes()
    {
        Assert.IsType<PushOutcome.InDoubt>(await sender.SendAsync(Push("drop"), Stop));
        Assert.IsType<PushOutcome.Accepted>(await sender.SendAsync(Push("abc"), Stop));
    }

    [Theory]
    [InlineData("refuse-once")]
    [InlineData("goaway")]
    public async Task What_the_gateway_did_not_process_is_sent_again_unseen(string token)
    {
        Assert.IsType<PushOutcome.Accepted>(await sender.SendAsync(Push("abc"), Stop));
        Assert.IsType<PushOutcome.Accepted>(await sender.SendAsync(Push(token), Stop));
    }

    [Fact]
    public async Task A_push_that_is_refused_unprocessed_again_and_again_has_not_arrived() =>
        Assert.IsType<PushOutcome.NotProcessed>(await sender.OnceAsync(Push("refuse-always"), Stop));

    [Fact]
    public async Task A_closed_port_means_that_nothing_arrived()
    {
        await gateway.DisposeAsync();
        Assert.IsType<PushOutcome.NotProcessed>(await sender.SendAsync(Push("abc"), Stop));
        gateway = await NodeGateway.StartAsync(Keys.EcPublic, null);
    }

    [Theory]
    [InlineData("alert", 4096)]
    [InlineData("voip", 5120)]
    public async Task A_payload_over_the_limit_never_leaves(string type, int limit)
    {
        var push = new Push("abc", new byte[limit + 1], new(type, 10, null, null));
        Assert.Equal(413, Assert.IsType<PushOutcome.Refused>(await sender.SendAsync(push, Stop)).Status);
    }

    /// <summary>A sender that goes by the test's clock.</summary>
    private ApnsSender Late() => new(gateway.Address, Credentials, GatewayEndpoints.Real, Limits, clock);

    private static Push Push(string token) => new(
        token, Encoding.UTF8.GetBytes("""{"aps":{"alert":{"title":"Hi","body":"Grüße"}}}"""), new("alert", 10, null, null));
}
