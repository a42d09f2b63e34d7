using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;

namespace Pinpush.Server.Tests.Delivery;

/// <summary>A device that is named several times gets one push, by way of whichever of its names may have it.</summary>
public sealed class OneDeviceTests(Stage stage) : IClassFixture<Stage>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SendMessages_EndpointAndItsAddress_OnePushByWayOfTheEndpoint()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "o-both");

        Assert.Equal(("SUCCESSFUL", "DUPLICATE"), await BothAsync(app, "o-both", "token-o-both"));

        Assert.Single(stage.Apns.Inbox.For("token-o-both"));
    }

    [Theory]
    [InlineData("INACTIVE", "NONE", "PERMANENT_FAILURE")]
    [InlineData("ACTIVE", "ALL", "OPT_OUT")]
    public async Task SendMessages_EndpointThatMayNotAndItsAddress_TheAddressGetsIt(string status, string optOut, string expected)
    {
        var app = await stage.AppAsync();
        var id = $"o-{status}";
        await stage.RegisterAsync(app, id, new() { EndpointStatus = status, OptOut = optOut });

        Assert.Equal((expected, "SUCCESSFUL"), await BothAsync(app, id, $"token-{id}"));
    }

    [Fact]
    public async Task SendMessages_EndpointThatTheMessageCannotBeMadeForAndItsAddress_TheAddressGetsIt()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "o-blank");
        var request = new MessageRequest
        {
            Endpoints = new() { ["o-blank"] = new() },
            Addresses = new() { ["token-o-blank"] = new() { ChannelType = ChannelType.APNS, BodyOverride = "Hi" } },
            MessageConfiguration = new(),
        };

        Assert.Equal(("PERMANENT_FAILURE", "SUCCESSFUL"), await BothAsync(app, "o-blank", "token-o-blank", request));
    }

    [Fact]
    public async Task SendMessages_TokenOfApnsWithCapitalsAndWithout_OnePush()
    {
        var app = await stage.AppAsync();

        var results = (await stage.Aws.SendMessagesAsync(new()
        {
            ApplicationId = app,
            MessageRequest = new()
            {
                Addresses = new() { ["ABCDEF01"] = new() { ChannelType = ChannelType.APNS }, ["abcdef01"] = new() { ChannelType = ChannelType.APNS } },
                MessageConfiguration = new() { APNSMessage = new() { Body = "B" } },
            },
        }, Cancel)).MessageResponse.Result;

        Assert.Equal(["DUPLICATE", "SUCCESSFUL"], results.Values.Select(r => r.DeliveryStatus.Value).Order(StringComparer.Ordinal));
        Assert.Equal(1, stage.Apns.Inbox.For("ABCDEF01").Count + stage.Apns.Inbox.For("abcdef01").Count);
    }

    [Theory]
    [InlineData("APNS", "INACTIVE")]
    [InlineData("GCM", "ACTIVE")] // there capitals tell tokens apart
    public async Task UpdateEndpoint_WithTheTokenOfAnotherInCapitals_TakesItFromTheOther(string channel, string expected)
    {
        var app = await stage.AppAsync();
        var (first, second) = ($"o-{channel}-1", $"o-{channel}-2");
        await stage.RegisterAsync(app, first, new() { ChannelType = channel, Address = "abcdef02" });
        await stage.RegisterAsync(app, second, new() { ChannelType = channel, Address = "ABCDEF02" });

        Assert.Equal(expected, (await stage.EndpointAsync(app, first)).EndpointStatus);
        Assert.Equal(("ABCDEF02", "ACTIVE"), ((await stage.EndpointAsync(app, second)).Address, (await stage.EndpointAsync(app, second)).EndpointStatus));
    }

    private async Task<(string Endpoint, string Address)> BothAsync(string app, string endpoint, string address, MessageRequest? request = null)
    {
        var response = (await stage.Aws.SendMessagesAsync(new()
        {
            ApplicationId = app,
            MessageRequest = request ?? new()
            {
                Endpoints = new() { [endpoint] = new() },
                Addresses = new() { [address] = new() { ChannelType = ChannelType.APNS } },
                MessageConfiguration = new() { APNSMessage = new() { Body = "B" } },
            },
        }, Cancel)).MessageResponse;
        return (response.EndpointResult[endpoint].DeliveryStatus.Value, response.Result[address].DeliveryStatus.Value);
    }
}
