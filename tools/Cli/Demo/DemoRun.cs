using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Metrics;
using Pinpush.Cli.Sending;

namespace Pinpush.Cli.Demo;

/// <summary>The demo's steps, in order: app, channels, devices, three pushes, a campaign, opens, metrics.</summary>
/// <remarks>Each run makes an app and device tokens of its own and deletes the app at its end, so a second run works as the first.</remarks>
internal sealed class DemoRun(PinpointSession session, TimeProvider time)
{
    private static readonly TimeSpan CampaignLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CampaignPoll = TimeSpan.FromMilliseconds(100);

    private readonly string ios = Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()) + Convert.ToHexStringLower(Guid.NewGuid().ToByteArray());
    private readonly string android = $"demo-{Guid.NewGuid():N}";
    private readonly HashSet<long> seen = [];
    private string app = "";
    private string campaign = "";
    private string activity = "";

    public async IAsyncEnumerable<DemoStep> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await CreateAppAsync(cancellationToken);
        yield return await SetChannelsAsync(cancellationToken);
        yield return await RegisterAsync(cancellationToken);
        yield return await SendAsync(
            "Direct push to both users",
            new APNSMessage { Action = "OPEN_APP", Title = "New message", Body = "Alice wrote", Sound = "default", Badge = 1 },
            new GCMMessage { Action = "OPEN_APP", Title = "New message", Body = "Alice wrote", Sound = "default" }, cancellationToken);
        yield return await SendAsync(
            "Rich push with image, category and link",
            new APNSMessage { Action = "URL", Url = "https://example.com/sale", Title = "Sale", Body = "Half price", MediaUrl = "https://example.com/sale.jpg", Category = "ACTIONABLE" },
            new GCMMessage { Action = "URL", Url = "https://example.com/sale", Title = "Sale", Body = "Half price", ImageUrl = "https://example.com/sale.jpg" }, cancellationToken);
        Dictionary<string, string> sync = new() { ["action"] = "sync" };
        yield return await SendAsync(
            "Silent push that wakes the apps",
            new APNSMessage { SilentPush = true, Data = sync }, new GCMMessage { SilentPush = true, Data = sync }, cancellationToken);
        yield return await RunCampaignAsync(cancellationToken);
        yield return await OpenAsync(cancellationToken);
        yield return await MeasureAsync(cancellationToken);
        await session.Client.DeleteAppAsync(new DeleteAppRequest { ApplicationId = app }, cancellationToken);
    }

    private async Task<DemoStep> CreateAppAsync(CancellationToken cancellationToken)
    {
        var answer = await session.Client.CreateAppAsync(
            new CreateAppRequest { CreateApplicationRequest = new CreateApplicationRequest { Name = "pinpush-demo" } }, cancellationToken);
        app = answer.ApplicationResponse.Id;
        return new DemoStep("App", true, [$"application id {app}"], []);
    }

    private async Task<DemoStep> SetChannelsAsync(CancellationToken cancellationToken)
    {
        var apns = new APNSChannelRequest
        {
            Enabled = true, BundleId = "com.example.shop", TeamId = "DEMOTEAM01", TokenKeyId = "DEMOKEY001",
            TokenKey = DemoKeys.AppleKey(), DefaultAuthenticationMethod = "TOKEN",
        };
        await session.Client.UpdateApnsChannelAsync(new UpdateApnsChannelRequest { ApplicationId = app, APNSChannelRequest = apns }, cancellationToken);
        var gcm = new GCMChannelRequest { Enabled = true, ServiceJson = DemoKeys.ServiceAccount(), DefaultAuthenticationMethod = "TOKEN" };
        await session.Client.UpdateGcmChannelAsync(new UpdateGcmChannelRequest { ApplicationId = app, GCMChannelRequest = gcm }, cancellationToken);
        var channels = await Channels.ChannelListCommand.ReadAsync(session, app, cancellationToken);
        return new DemoStep("Channels", channels.Count == 2 && channels.All(c => c.Enabled), [.. channels.Select(c => $"{c.Channel} enabled")], []);
    }

    private async Task<DemoStep> RegisterAsync(CancellationToken cancellationToken)
    {
        foreach (var (token, channel, user) in new[] { (ios, "APNS", "user-123"), (android, "GCM", "user-456") })
        {
            var endpoint = new EndpointRequest
            {
                Address = token, ChannelType = channel, User = new EndpointUser { UserId = user }, Attributes = new() { ["plan"] = ["premium"] },
            };
            await session.Client.UpdateEndpointAsync(
                new UpdateEndpointRequest { ApplicationId = app, EndpointId = token, EndpointRequest = endpoint }, cancellationToken);
        }

        return new DemoStep("Devices", true, [$"user-123 has an iOS device, {ios}", $"user-456 has an Android device, {android}"], []);
    }

    private async Task<DemoStep> SendAsync(string title, APNSMessage apns, GCMMessage gcm, CancellationToken cancellationToken)
    {
        var message = new DirectMessageConfiguration { APNSMessage = apns, GCMMessage = gcm };
        var results = await SendCommand.ToUsersAsync(session, app, ["user-123", "user-456"], message, cancellationToken);
        var received = await ReceivedAsync(cancellationToken);
        return new DemoStep(
            title, results.Count == 2 && results.All(r => r.Succeeded) && received.Count == 2,
            [.. results.Select(r => $"{r.User}: {r.Status} {r.Explanation}".TrimEnd())], received);
    }

    private async Task<DemoStep> RunCampaignAsync(CancellationToken cancellationToken)
    {
        var segment = await session.Client.CreateSegmentAsync(
            new CreateSegmentRequest
            {
                ApplicationId = app,
                WriteSegmentRequest = new WriteSegmentRequest
                {
                    Name = "premium",
                    Dimensions = new SegmentDimensions
                    {
                        Attributes = new() { ["plan"] = new AttributeDimension { AttributeType = "INCLUSIVE", Values = ["premium"] } },
                    },
                },
            },
            cancellationToken);
        Message Text() => new() { Action = "OPEN_APP", Title = "We miss you", Body = "Your plan has news" };
        var created = await session.Client.CreateCampaignAsync(
            new CreateCampaignRequest
            {
                ApplicationId = app,
                WriteCampaignRequest = new WriteCampaignRequest
                {
                    Name = "win-back", SegmentId = segment.SegmentResponse.Id, Schedule = new Schedule { StartTime = "IMMEDIATE" },
                    MessageConfiguration = new MessageConfiguration { APNSMessage = Text(), GCMMessage = Text() },
                },
            },
            cancellationToken);
        campaign = created.CampaignResponse.Id;

        var state = await EndAsync(cancellationToken);
        var activities = await session.Client.GetCampaignActivitiesAsync(
            new GetCampaignActivitiesRequest { ApplicationId = app, CampaignId = campaign }, cancellationToken);
        var run = activities.ActivitiesResponse.Item?.FirstOrDefault();
        activity = run?.Id ?? "";
        var received = await ReceivedAsync(cancellationToken);
        return new DemoStep(
            "Campaign to the segment 'premium'", state == "COMPLETED" && run is not null && received.Count == 2,
            [$"campaign {campaign}: {state}", $"delivered to {run?.SuccessfulEndpointCount ?? 0} of {run?.TotalEndpointCount ?? 0} devices"], received);
    }

    private async Task<string?> EndAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var answer = await session.Client.GetCampaignAsync(new GetCampaignRequest { ApplicationId = app, CampaignId = campaign }, cancellationToken);
            var state = answer.CampaignResponse.State?.CampaignStatus?.Value;
            if (state is not ("SCHEDULED" or "EXECUTING" or "PENDING_NEXT_RUN") || time.GetElapsedTime(start) > CampaignLimit)
            {
                return state;
            }

            await Task.Delay(CampaignPoll, time, cancellationToken);
        }
    }

    private async Task<DemoStep> OpenAsync(CancellationToken cancellationToken)
    {
        var opened = new Event
        {
            EventType = "_campaign.opened_notification",
            Timestamp = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            Attributes = new() { ["campaign_id"] = campaign, ["campaign_activity_id"] = activity, ["treatment_id"] = "0" },
        };
        var batch = new EventsBatch { Endpoint = new PublicEndpoint(), Events = new() { ["open-1"] = opened } };
        var answer = await session.Client.PutEventsAsync(
            new PutEventsRequest { ApplicationId = app, EventsRequest = new EventsRequest { BatchItem = new() { [ios] = batch } } }, cancellationToken);
        var code = answer.EventsResponse.Results?.GetValueOrDefault(ios)?.EventsItemResponse?.GetValueOrDefault("open-1")?.StatusCode;
        return new DemoStep("The iOS user opens the campaign's push", code == 202, [$"event answered {code}"], []);
    }

    private async Task<DemoStep> MeasureAsync(CancellationToken cancellationToken)
    {
        var metrics = await MetricsCommand.ReadAsync(session, app, MetricsCommand.Kpis, cancellationToken);
        var openRate = metrics.FirstOrDefault(m => m.Kpi == "push-open-rate")?.Value;
        var right = double.TryParse(openRate, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && Math.Abs(rate - 0.5) < 0.001;
        return new DemoStep("Metrics", right, [.. metrics.Select(m => $"{m.Kpi} = {m.Value ?? "nothing to count"}")], []);
    }

    /// <summary>What arrived at both devices since the last look.</summary>
    private async Task<IReadOnlyList<JsonElement>> ReceivedAsync(CancellationToken cancellationToken)
    {
        List<JsonElement> arrived = [];
        foreach (var token in new[] { ios, android })
        {
            using var document = JsonDocument.Parse(await session.ReadOwnAsync($"/pinpush/inbox?token={token}", cancellationToken));
            arrived.AddRange(document.RootElement.EnumerateArray().Where(p => seen.Add(p.GetProperty("Sequence").GetInt64())).Select(p => p.Clone()));
        }

        return arrived;
    }
}
