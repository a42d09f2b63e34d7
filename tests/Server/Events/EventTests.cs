using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;

namespace Pinpush.Server.Tests.Events;

public sealed class EventTests(Stage stage) : IClassFixture<Stage>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PutEvents_OneIsWrong_TakesTheOthersAndSaysWhatIsWrong()
    {
        var app = await stage.AppAsync();

        var item = (await PutAsync(app, new()
        {
            Events = new()
            {
                ["good"] = At("2026-01-02T03:04:05Z"),
                ["typeless"] = new() { Timestamp = "2026-01-02T03:04:05Z" },
                ["timeless"] = At("yesterday"),
            },
        }))["phone"];

        Assert.Equal(
            [
                ("good", 202, "Accepted"),
                ("timeless", 400, "Timestamp 'yesterday' is not an ISO 8601 time such as 2026-01-02T03:04:05.678Z."),
                ("typeless", 400, "EventType is missing."),
            ],
            item.EventsItemResponse.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => (e.Key, e.Value.StatusCode ?? 0, e.Value.Message)));
    }

    [Fact]
    public async Task PutEvents_WithAnEndpoint_RegistersIt()
    {
        var app = await stage.AppAsync();

        var endpoint = new PublicEndpoint { Address = "token-event", ChannelType = ChannelType.APNS };
        var item = (await PutAsync(app, new() { Endpoint = endpoint, Events = [] }))["phone"];

        Assert.Equal((202, "Accepted"), (item.EndpointItemResponse.StatusCode ?? 0, item.EndpointItemResponse.Message));
        Assert.Equal("token-event", (await stage.EndpointAsync(app, "phone")).Address);
    }

    [Fact]
    public async Task PutEvents_WithAnEmptyEndpoint_ChangesNothing()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "phone", new() { EndpointStatus = "INACTIVE" });

        await PutAsync(app, new() { Endpoint = new PublicEndpoint(), Events = new() { ["e"] = At("2026-01-02T03:04:05Z") } });

        Assert.Equal("INACTIVE", (await stage.EndpointAsync(app, "phone")).EndpointStatus);
    }

    [Fact]
    public async Task PutEvents_MoreThan100_IsRefused()
    {
        var app = await stage.AppAsync();
        var events = Enumerable.Range(0, 101).ToDictionary(i => $"{i}", _ => At("2026-01-02T03:04:05Z"));

        var refused = await Calls.RefusedAsync(() => PutAsync(app, new() { Endpoint = new(), Events = events }));

        Assert.Equal((400, "BatchItem has to name 1 to 100 endpoints, and at most 100 events of them all."), refused);
    }

    [Fact]
    public async Task PutEvents_OverALimitOfPinpoint_IsRefusedEventByEvent()
    {
        var app = await stage.AppAsync();
        var (wordy, crowded, huge) = (At("2026-01-02"), At("2026-01-02"), At("2026-01-02"));
        wordy.Attributes = new() { ["a"] = new('v', 201) };
        crowded.Metrics = Enumerable.Range(0, 41).ToDictionary(i => $"m{i}", _ => 1d);
        huge.AppTitle = new('t', 1_000 * 1024);

        var events = new Dictionary<string, Event> { ["good"] = At("2026-01-02"), ["wordy"] = wordy, ["crowded"] = crowded, ["huge"] = huge };
        var item = (await PutAsync(app, new() { Events = events }))["phone"];

        string Message(string id) => $"{item.EventsItemResponse[id].StatusCode} {item.EventsItemResponse[id].Message}";
        Assert.Equal("202 Accepted", Message("good"));
        Assert.Equal("400 Attributes.a has 201 characters; at most 200 are allowed.", Message("wordy"));
        Assert.Equal("400 Attributes and Metrics have 41 names together; at most 40 are allowed.", Message("crowded"));
        Assert.Equal("400 The event has more than 1024000 bytes.", Message("huge"));
    }

    [Fact]
    public async Task PutEvents_BodyOfMoreThan4Megabytes_IsTooLarge()
    {
        var app = await stage.AppAsync();
        var huge = At("2026-01-02");
        huge.AppTitle = new('t', 4 * 1024 * 1024);

        var (status, _) = await Calls.RefusedAsync(() => PutAsync(app, new() { Events = new() { ["huge"] = huge } }));

        Assert.Equal(413, status);
    }

    private static Event At(string time) => new() { EventType = "opened", Timestamp = time };

    private async Task<Dictionary<string, ItemResponse>> PutAsync(string app, EventsBatch batch)
    {
        batch.Endpoint ??= new();
        var request = new PutEventsRequest { ApplicationId = app, EventsRequest = new() { BatchItem = new() { ["phone"] = batch } } };
        return (await stage.Aws.PutEventsAsync(request, Cancel)).EventsResponse.Results;
    }
}
