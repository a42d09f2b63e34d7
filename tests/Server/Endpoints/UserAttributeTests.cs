using System.Text.Json.Nodes;
using Amazon.Pinpoint.Model;

namespace Pinpush.Server.Tests.Endpoints;

/// <summary>The attributes of a user are the user's: whichever endpoint they came by, all endpoints of the user have them, and nobody else's.</summary>
public sealed class UserAttributeTests(Stage stage) : IClassFixture<Stage>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UpdateEndpoint")]
    [InlineData("UpdateEndpointsBatch")]
    [InlineData("PutEvents")]
    public async Task Write_ThroughOneEndpoint_IsThereForAllOfTheUser(string operation)
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "old-phone", new() { User = Ann("plan", "free") });

        switch (operation)
        {
            case "UpdateEndpoint":
                await stage.RegisterAsync(app, "new-phone", new() { User = Ann("name", "Ann") });
                break;
            case "UpdateEndpointsBatch":
                EndpointBatchItem Item(string id, EndpointUser user) => new() { Id = id, Address = $"token-{id}", ChannelType = "APNS", User = user };
                await stage.Aws.UpdateEndpointsBatchAsync(new()
                {
                    ApplicationId = app,
                    EndpointBatchRequest = new() { Item = [Item("new-phone", Ann("name", "Ann")), Item("tablet", new() { UserId = "ann" })] },
                }, Cancel);
                Assert.Equal("free Ann", await WordsAsync(app, "tablet"));
                break;
            default:
                var phone = new EventsBatch { Endpoint = new() { Address = "token-new-phone", ChannelType = "APNS", User = Ann("name", "Ann") }, Events = [] };
                await stage.Aws.PutEventsAsync(new() { ApplicationId = app, EventsRequest = new() { BatchItem = new() { ["new-phone"] = phone } } }, Cancel);
                break;
        }

        Assert.Equal(("free Ann", "free Ann"), (await WordsAsync(app, "old-phone"), await WordsAsync(app, "new-phone")));
        await stage.RegisterAsync(app, "old-phone", new() { User = new() { UserAttributes = new() { ["plan"] = ["pro"] } } });
        Assert.Equal(("pro Ann", "pro Ann"), (await WordsAsync(app, "old-phone"), await WordsAsync(app, "new-phone")));
    }

    [Fact]
    public async Task Campaign_ToASegmentOfAUserAttribute_ReachesAllDevicesOfTheUserByName()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "s-1", new() { User = new() { UserId = "ann" } });
        await stage.RegisterAsync(app, "s-2", new() { User = Ann("name", "Ann") });
        await stage.RegisterAsync(app, "s-3", new() { User = new() { UserId = "bob" } });
        var segment = (await stage.Aws.CreateSegmentAsync(new()
        {
            ApplicationId = app,
            WriteSegmentRequest = new() { Name = "Anns", Dimensions = new() { UserAttributes = new() { ["name"] = new() { Values = ["Ann"] } } } },
        }, Cancel)).SegmentResponse.Id;
        var request = Calls.To(segment);
        request.MessageConfiguration.APNSMessage = new() { Body = "Hi {{User.UserAttributes.name}}" };

        var (_, run) = await stage.EndedAsync(app, await stage.CampaignAsync(app, request));

        Assert.Equal(2, run.SuccessfulEndpointCount);
        foreach (var id in new[] { "s-1", "s-2" })
        {
            var payload = JsonNode.Parse(Assert.Single(stage.Apns.Inbox.For($"token-{id}")).Payload!)!; // an object
            Assert.Equal("Hi Ann", (string?)payload["aps"]!["alert"]!["body"]); // it has one
        }
    }

    [Fact]
    public async Task UpdateEndpoint_PhoneChangesHands_TakesNothingOfTheOneBeforeAlong()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "phone", new() { User = Ann("name", "Ann") });
        await stage.RegisterAsync(app, "tablet", new() { User = new() { UserId = "bob", UserAttributes = new() { ["plan"] = ["pro"] } } });

        await stage.RegisterAsync(app, "phone", new() { User = new() { UserId = "bob" } });

        Assert.Equal(("pro ", "pro "), (await WordsAsync(app, "phone"), await WordsAsync(app, "tablet")));
    }

    [Fact]
    public async Task UpdateEndpoint_NobodySPhoneIsSomebodySNow_TheUserSAttributesGoBeforeIts()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "known", new() { User = Ann("plan", "pro") });
        await stage.RegisterAsync(app, "fresh", new() { User = new() { UserAttributes = new() { ["plan"] = ["guest"], ["name"] = ["you"] } } });

        await stage.RegisterAsync(app, "fresh", new() { User = new() { UserId = "ann" } });

        Assert.Equal(("pro you", "pro you"), (await WordsAsync(app, "known"), await WordsAsync(app, "fresh")));
    }

    [Fact]
    public async Task UpdateEndpoint_EmptyUserId_TakesTheEndpointFromItsUser()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "out-1", new() { User = Ann("name", "Ann") });
        await stage.RegisterAsync(app, "out-2", new() { User = new() { UserId = "bob", UserAttributes = new() { ["name"] = ["Bob"] } } });

        await stage.RegisterAsync(app, "out-1", new() { User = new() { UserId = "" } });
        await stage.RegisterAsync(app, "out-2", new() { User = new() { UserId = "" } });

        Assert.Equal((null, " "), ((await stage.EndpointAsync(app, "out-1")).User?.UserId, await WordsAsync(app, "out-1")));
        Assert.Equal((404, $"Resource not found: user 'ann' has no endpoint in app '{app}'."),
            await Calls.RefusedAsync(() => stage.Aws.GetUserEndpointsAsync(new() { ApplicationId = app, UserId = "ann" }, Cancel)));
    }

    private static EndpointUser Ann(string attribute, string value) => new() { UserId = "ann", UserAttributes = new() { [attribute] = [value] } };

    // Plan and name.
    private async Task<string> WordsAsync(string app, string endpoint)
    {
        var attributes = (await stage.EndpointAsync(app, endpoint)).User?.UserAttributes;
        return $"{attributes?.GetValueOrDefault("plan")?.Single()} {attributes?.GetValueOrDefault("name")?.Single()}";
    }
}
