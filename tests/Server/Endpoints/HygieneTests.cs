using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;
using Pinpush.Fakes;

namespace Pinpush.Server.Tests.Endpoints;

/// <summary>What the server does to endpoints on its own, so that nobody is pushed who should not be.</summary>
public sealed class HygieneTests(Stage stage) : IClassFixture<Stage>
{
    private static readonly DateTimeOffset LaterThanAnyTest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SendMessages_TokenIsDead_MakesTheEndpointInactive()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "dead");
        stage.Apns.Script("token-dead", ScriptedOutcome.Unregistered(LaterThanAnyTest));

        var result = (await stage.SendAsync(app, "dead"))["dead"];

        Assert.Equal((DeliveryStatus.PERMANENT_FAILURE, 410), (result.DeliveryStatus, result.StatusCode));
        Assert.Equal("INACTIVE", (await stage.EndpointAsync(app, "dead")).EndpointStatus);
    }

    [Fact]
    public async Task UpdateEndpoint_OfAnInactiveOne_MakesItActive()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "back", new() { EndpointStatus = "INACTIVE" });

        await stage.RegisterAsync(app, "back", new() { Address = "token-alive" });

        Assert.Equal("ACTIVE", (await stage.EndpointAsync(app, "back")).EndpointStatus);
    }

    [Fact]
    public async Task UpdateEndpoint_WithTheAddressOfAnother_MakesTheOtherInactive()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "first", new() { Address = "token-shared" });

        await stage.RegisterAsync(app, "second", new() { Address = "token-shared" });

        Assert.Equal("INACTIVE", (await stage.EndpointAsync(app, "first")).EndpointStatus);
        Assert.Equal("ACTIVE", (await stage.EndpointAsync(app, "second")).EndpointStatus);
    }

    [Fact]
    public async Task SendMessages_EndpointOptedOut_SendsNothing()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "out", new() { OptOut = "ALL" });

        var result = (await stage.SendAsync(app, "out"))["out"];

        Assert.Equal(DeliveryStatus.OPT_OUT, result.DeliveryStatus);
        Assert.Empty(stage.Apns.Inbox.For("token-out"));
    }

    [Fact]
    public async Task UpdateEndpoint_SixteenthOfAUser_TakesTheOldestFromTheUser()
    {
        var app = await stage.AppAsync();
        await FillAsync(app, 16);

        var all = (await stage.Aws.GetUserEndpointsAsync(new() { ApplicationId = app, UserId = "u" }, Cancel)).EndpointsResponse.Item;
        var oldest = await stage.EndpointAsync(app, "u-01");

        Assert.Equal(Enumerable.Range(2, 15).Select(i => $"u-{i:00}"), all.Select(e => e.Id).Order(StringComparer.Ordinal));
        Assert.Equal(("INACTIVE", null), (oldest.EndpointStatus, oldest.User?.UserId));
    }

    [Fact]
    public async Task UpdateEndpoint_SixteenthOfAUserIsNoDevice_IsRefused()
    {
        var app = await stage.AppAsync();
        await FillAsync(app, 15);

        var refused = await Calls.RefusedAsync(
            () => stage.RegisterAsync(app, "mail", new() { ChannelType = ChannelType.EMAIL, User = new() { UserId = "u" } }));

        Assert.Equal((400, "Exceeded maximum endpoint per user count: 15. User 'u' has that many: remove one before adding 'mail'."), refused);
    }

    [Fact]
    public async Task UpdateEndpoint_MoreNamesOverSeveralUpdatesThanAnEndpointHas_IsRefusedAndChangesNothing()
    {
        var app = await stage.AppAsync();
        static Dictionary<string, List<string>> Names(int from, int count) =>
            Enumerable.Range(from, count).ToDictionary(i => $"a{i}", _ => new List<string> { "v" });
        await stage.RegisterAsync(app, "many", new() { Attributes = Names(0, 200) });
        await stage.RegisterAsync(app, "many", new() { Attributes = Names(150, 100) });

        var refused = await Calls.RefusedAsync(() => stage.RegisterAsync(app, "many", new() { Metrics = new() { ["m"] = 1 } }));

        Assert.Equal((400, "Attributes, Metrics and UserAttributes of the endpoint would have 251 names together; at most 250 are allowed."), refused);
        Assert.Equal(250, (await stage.EndpointAsync(app, "many")).Attributes.Count);
    }

    private async Task FillAsync(string app, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            await stage.RegisterAsync(app, $"u-{i:00}", new() { User = new EndpointUser { UserId = "u" }, EffectiveDate = $"2026-01-{i:00}T00:00:00Z" });
        }
    }
}
