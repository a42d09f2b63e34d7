using System.Text.Json;
using Pinpush.Contract;
using Pinpush.Gateways.Credentials;
using Pinpush.Gateways.Fcm;
using Pinpush.Gateways.Senders;
using Pinpush.Messages.Fcm;
using Pinpush.Messages.Payloads;
using Xunit;

namespace Pinpush.Gateways.Tests.Fcm;

public sealed class FcmSenderTests : IAsyncLifetime
{
    private NodeGateway gateway = null!; // set before each test
    private IPushSender sender = null!; // set before each test

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        gateway = await NodeGateway.StartAsync(null, Keys.RsaPublic);
        var endpoints = GatewayEndpoints.Real with { Fcm = gateway.Address, FcmToken = new Uri(gateway.Address, "/token") };
        sender = PushSenders.Create(ChannelType.Gcm, new ChannelCredentials.FcmServiceAccount(Keys.ServiceAccount), endpoints, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await sender.DisposeAsync();
        await gateway.DisposeAsync();
    }

    [Fact]
    public async Task A_push_arrives_under_an_access_token_that_a_signed_assertion_fetched()
    {
        Assert.Equal(new PushOutcome.Accepted("projects/demo/messages/1"), await sender.SendAsync(Push("abc"), Stop));

        var grant = await gateway.NextAsync();
        Assert.Equal("/token", grant.GetProperty("path").GetString());
        Assert.Equal("urn:ietf:params:oauth:grant-type:jwt-bearer", grant.GetProperty("grant").GetString());
        var jwt = grant.GetProperty("jwt");
        Assert.True(jwt.GetProperty("good").GetBoolean());
        Assert.Equal("RS256", jwt.GetProperty("head").GetProperty("alg").GetString());
        Assert.Equal("kid-1", jwt.GetProperty("head").GetProperty("kid").GetString());
        Assert.Equal("push@demo.example", jwt.GetProperty("body").GetProperty("iss").GetString());
        Assert.Equal(FcmAccess.Scope, jwt.GetProperty("body").GetProperty("scope").GetString());
        var push = await gateway.NextAsync();
        Assert.Equal("/v1/projects/demo/messages:send", push.GetProperty("path").GetString());
        Assert.Equal("abc", push.GetProperty("payload").GetProperty("message").GetProperty("token").GetString());
    }

    [Fact]
    public async Task A_stale_access_token_is_renewed_once() =>
        Assert.IsType<PushOutcome.Accepted>(await sender.SendAsync(Push("stale"), Stop));

    [Fact]
    public async Task An_access_token_that_goes_stale_amid_many_pushes_is_fetched_anew_once()
    {
        Assert.IsType<PushOutcome.Accepted>(await sender.SendAsync(Push("revoke"), Stop));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => sender.SendAsync(Push($"device-{i}"), Stop)));

        Assert.All(outcomes, o => Assert.IsType<PushOutcome.Accepted>(o));
        await sender.SendAsync(Push("last"), Stop);
        var paths = new List<string>();
        for (JsonElement request; (request = await gateway.NextAsync()).ValueKind == JsonValueKind.Object;)
        {
            paths.Add(NodeGateway.PathOf(request));
            if (request.TryGetProperty("payload", out var payload) && payload.GetProperty("message").GetProperty("token").GetString() == "last")
            {
                break;
            }
        }

        Assert.Equal(2, paths.Count(p => p == "/token"));
    }

    [Theory]
    [InlineData("gone", 404, "UNREGISTERED", true)]
    [InlineData("bad", 400, "INVALID_ARGUMENT", true)]
    [InlineData("foreign", 403, "SENDER_ID_MISMATCH", false)]
    public async Task A_refusal_says_whether_the_token_is_dead(string token, int status, string reason, bool dead)
    {
        var outcome = Assert.IsType<PushOutcome.Refused>(await sender.SendAsync(Push(token), Stop));
        Assert.Equal((status, reason, dead), (outcome.Status, outcome.Reason, outcome.TokenDeadSince is not null));
    }

    [Theory]
    [InlineData("quota", 429, "QUOTA_EXCEEDED", 60)]
    [InlineData("down", 503, "UNAVAILABLE", 10)]
    public async Task A_busy_service_asks_to_wait(string token, int status, string cause, int seconds) => Assert.Equal(
        new PushOutcome.NotProcessed(status, cause, TimeSpan.FromSeconds(seconds)), await sender.SendAsync(Push(token), Stop));

    [Fact]
    public async Task A_retired_server_key_is_told_what_to_use_instead()
    {
        await using var retired = PushSenders.Create(ChannelType.Gcm, new ChannelCredentials.FcmServerKey(), GatewayEndpoints.Real, TimeProvider.System);
        var outcome = Assert.IsType<PushOutcome.Refused>(await retired.SendAsync(Push("abc"), Stop));
        Assert.Contains("service account", outcome.Detail, StringComparison.Ordinal);
    }

    private static Push Push(string token)
    {
        var shaped = FcmShape.Shape(new GCMMessage { Title = "Hi" }, new PushContext("app", null, null, null, null, null));
        Assert.True(Assert.IsType<ShapedPush.Ready>(shaped).TryFill(new() { Address = token }, null, out var push, out _));
        return push;
    }
}
