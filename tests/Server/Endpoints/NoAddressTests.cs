using Amazon.Pinpoint.Model;

namespace Pinpush.Server.Tests.Endpoints;

/// <summary>Apps register before they have a token: such an endpoint is kept, and gets nothing until it has an address.</summary>
public sealed class NoAddressTests(Stage stage) : IClassFixture<Stage>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // What Amplify's record() and identifyUser() send for a new endpoint, and aws-sdk-ios before it has a token.
    public static TheoryData<string, string?, string?> Registrations => new()
    {
        { "UpdateEndpoint", null, null },
        { "UpdateEndpoint", "APNS", "ALL" },
        { "UpdateEndpointsBatch", null, null },
        { "UpdateEndpointsBatch", "APNS", "ALL" },
        { "PutEvents", null, null },
        { "PutEvents", "APNS", "ALL" },
    };

    [Theory]
    [MemberData(nameof(Registrations))]
    public async Task Register_WithoutAnAddress_IsKeptAndReachedOnceItHasOne(string operation, string? channel, string? optOut)
    {
        var app = await stage.AppAsync();
        var id = $"{operation}-{channel}";

        await RegisterAsync(operation, app, id, channel, optOut);

        var kept = await stage.EndpointAsync(app, id);
        Assert.Equal((null, "ann"), (kept.Address, kept.User.UserId));
        var campaign = Calls.To(await stage.SegmentAsync(app));
        Assert.Equal(0, (await stage.EndedAsync(app, await stage.CampaignAsync(app, campaign))).Run.TotalEndpointCount);
        Assert.Equal(optOut is null ? "PERMANENT_FAILURE" : "OPT_OUT", (await stage.SendAsync(app, id))[id].DeliveryStatus.Value);

        await stage.Aws.UpdateEndpointAsync(new()
        {
            ApplicationId = app,
            EndpointId = id,
            EndpointRequest = new() { Address = $"token-{id}", ChannelType = "APNS", OptOut = "NONE" },
        }, Cancel);

        Assert.Equal(1, (await stage.EndedAsync(app, await stage.CampaignAsync(app, campaign))).Run.SuccessfulEndpointCount);
        Assert.Equal("SUCCESSFUL", (await stage.SendAsync(app, id))[id].DeliveryStatus.Value);
    }

    [Theory]
    [InlineData("UpdateEndpoint")]
    [InlineData("UpdateEndpointsBatch")]
    [InlineData("PutEvents")]
    public async Task Register_WithoutAnAddressAndOptOutNone_IsRefused(string operation)
    {
        var app = await stage.AppAsync();

        var (status, message) = await RefusedAsync(() => RegisterAsync(operation, app, "e", "APNS", "NONE"));

        Assert.Equal(400, status);
        Assert.Contains("Missing Address", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpdateEndpoint_OptsInBeforeItHasAnAddress_IsRefused()
    {
        var app = await stage.AppAsync();
        await RegisterAsync("UpdateEndpoint", app, "e", "APNS", "ALL");

        Assert.Equal(400, (await RefusedAsync(() => RegisterAsync("UpdateEndpoint", app, "e", "APNS", "NONE"))).Status);

        Assert.Equal("ALL", (await stage.EndpointAsync(app, "e")).OptOut);
    }

    [Fact]
    public async Task SendMessages_WithoutAnAddress_SaysWhy()
    {
        var app = await stage.AppAsync();
        await RegisterAsync("UpdateEndpoint", app, "e", null, null);

        var result = (await stage.SendAsync(app, "e"))["e"];

        Assert.Equal((400, "The endpoint has no Address; register it again when its app has a token."), (result.StatusCode ?? 0, result.StatusMessage));
    }

    private async Task<(int Status, string Message)> RegisterAsync(string operation, string app, string id, string? channel, string? optOut)
    {
        var user = new EndpointUser { UserId = "ann" };
        switch (operation)
        {
            case "UpdateEndpoint":
                var endpoint = new EndpointRequest { ChannelType = channel, OptOut = optOut, User = user };
                await stage.Aws.UpdateEndpointAsync(new() { ApplicationId = app, EndpointId = id, EndpointRequest = endpoint }, Cancel);
                return (202, "");
            case "UpdateEndpointsBatch":
                var item = new EndpointBatchItem { Id = id, ChannelType = channel, OptOut = optOut, User = user };
                await stage.Aws.UpdateEndpointsBatchAsync(new() { ApplicationId = app, EndpointBatchRequest = new() { Item = [item] } }, Cancel);
                return (202, "");
            default:
                var batch = new EventsBatch { Endpoint = new() { ChannelType = channel, OptOut = optOut, User = user }, Events = [] };
                var answer = (await stage.Aws.PutEventsAsync(
                    new() { ApplicationId = app, EventsRequest = new() { BatchItem = new() { [id] = batch } } }, Cancel))
                    .EventsResponse.Results[id].EndpointItemResponse;
                return (answer.StatusCode ?? 0, answer.Message);
        }
    }

    // PutEvents refuses by its item.
    private static async Task<(int Status, string Message)> RefusedAsync(Func<Task<(int, string)>> call)
    {
        var told = (0, "");
        try
        {
            told = await call();
        }
        catch (Amazon.Runtime.AmazonServiceException e)
        {
            told = ((int)e.StatusCode, e.Message);
        }

        return told;
    }
}
