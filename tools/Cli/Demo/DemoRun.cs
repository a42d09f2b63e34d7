using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Metrics;
using Pinpush.Cli.Sending;
using Pinpush.Cli.Stacks;

namespace Pinpush.Cli.Demo;

/// <summary>The demo's steps, in order: preview and up of the stack, devices, three pushes, the campaign, an open, metrics.</summary>
/// <remarks>A second demo finds all of it there: up has nothing to do, and what was sent once is not sent again.</remarks>
/// <param name="say">Tells what takes long, while it does.</param>
internal sealed class DemoRun(PinpointSession session, DemoStack stack, TimeProvider time, Action<string> say)
{
    private const string Campaign = "premium-launch", Link = "https://example.com/sale", Image = "https://example.com/sale.jpg";
    private static readonly TimeSpan CampaignLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CampaignPoll = TimeSpan.FromMilliseconds(100);

    // APNs has tokens of hex digits.
    private static readonly string Ios = Convert.ToHexStringLower(SHA256.HashData("the demo's iPhone"u8)), Android = "demo-android-token";

    private readonly HashSet<long> seen = [];
    private bool launched;
    private string app = "";
    private string campaign = "";
    private string activity = "";

    public async IAsyncEnumerable<DemoStep> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await PreviewAsync(cancellationToken);
        yield return await UpAsync(cancellationToken);
        yield return await RegisterAsync(cancellationToken);
        yield return await SendAsync(
            "Direct push to both users",
            new APNSMessage { Action = "OPEN_APP", Title = "New message", Body = "Alice wrote", Sound = "default", Badge = 1 },
            new GCMMessage { Action = "OPEN_APP", Title = "New message", Body = "Alice wrote", Sound = "default" }, cancellationToken);
        yield return await SendAsync(
            "Rich push with image, category and link",
            new APNSMessage { Action = "URL", Url = Link, Title = "Sale", Body = "Half price", MediaUrl = Image, Category = "ACTIONABLE" },
            new GCMMessage { Action = "URL", Url = Link, Title = "Sale", Body = "Half price", ImageUrl = Image }, cancellationToken);
        Dictionary<string, string> sync = new() { ["action"] = "sync" };
        yield return await SendAsync(
            "Silent push that wakes the apps",
            new APNSMessage { SilentPush = true, Data = sync }, new GCMMessage { SilentPush = true, Data = sync }, cancellationToken);
        yield return launched ? await LookAtCampaignAsync(cancellationToken) : await LaunchAsync(cancellationToken);
        yield return await OpenAsync(cancellationToken);
        yield return await MeasureAsync(cancellationToken);
    }

    private async Task<DemoStep> PreviewAsync(CancellationToken cancellationToken)
    {
        launched = await session.Client.SentRunAsync(stack.RunName, cancellationToken) is not null;
        say("Building the stack's program: infra/");
        var prepared = await stack.PrepareAsync(launched, cancellationToken);
        return Step("pulumi preview: what stack dev would change", prepared.ExitCode == 0 ? await stack.PreviewAsync(cancellationToken) : prepared);
    }

    private async Task<DemoStep> UpAsync(CancellationToken cancellationToken)
    {
        var step = Step("pulumi up: app, channels, segments and campaigns are there", await stack.UpAsync(cancellationToken));
        if (step.Succeeded)
        {
            var outputs = await stack.OutputsAsync(cancellationToken);
            app = outputs.GetProperty("applicationId").GetString()!; // an output of the program
            campaign = outputs.GetProperty("campaigns").GetProperty(Campaign).GetString()!; // likewise
        }

        return step;
    }

    private async Task<DemoStep> RegisterAsync(CancellationToken cancellationToken)
    {
        foreach (var (token, channel, user) in new[] { (Ios, "APNS", "user-123"), (Android, "GCM", "user-456") })
        {
            var endpoint = new EndpointRequest
            {
                Address = token,
                ChannelType = channel,
                User = new EndpointUser { UserId = user },
                Attributes = new() { ["plan"] = ["premium"] },
            };
            await session.Client.UpdateEndpointAsync(
                new UpdateEndpointRequest { ApplicationId = app, EndpointId = token, EndpointRequest = endpoint }, cancellationToken);
        }

        return new DemoStep("Devices", true, [$"user-123 has an iOS device, {Ios}", $"user-456 has an Android device, {Android}"], []);
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

    private async Task<DemoStep> LaunchAsync(CancellationToken cancellationToken)
    {
        var named = await stack.LaunchAsync(cancellationToken);
        var ended = named.ExitCode == 0 ? await stack.UpWithDiffAsync(cancellationToken) : named;
        var step = Step("Campaign: pulumi config set launchRun demo, and up sends it", ended);
        var (state, run) = await EndAsync(cancellationToken);
        var received = await ReceivedAsync(cancellationToken);
        return step with
        {
            Succeeded = step.Succeeded && state == "COMPLETED" && run is not null && received.Count == 2,
            Lines =
            [
                .. step.Lines, $"campaign {campaign}: {state}", $"delivered to {run?.SuccessfulEndpointCount ?? 0} of {run?.TotalEndpointCount ?? 0} devices",
            ],
            Received = received,
        };
    }

    private async Task<DemoStep> LookAtCampaignAsync(CancellationToken cancellationToken)
    {
        var (state, _) = await EndAsync(cancellationToken);
        var received = await ReceivedAsync(cancellationToken);
        return new DemoStep(
            "Campaign: it was sent in an earlier demo, so it is not sent again", state == "COMPLETED" && received.Count == 0,
            [$"campaign {campaign}: {state}", $"the run {stack.RunName} is sent once; another send has another run"], received);
    }

    /// <summary>Waits for the campaign's end.</summary>
    private async Task<(string? State, ActivityResponse? Run)> EndAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var answer = await session.Client.GetCampaignAsync(new GetCampaignRequest { ApplicationId = app, CampaignId = campaign }, cancellationToken);
            var state = answer.CampaignResponse.State?.CampaignStatus?.Value;
            if (state is not ("SCHEDULED" or "EXECUTING" or "PENDING_NEXT_RUN") || time.GetElapsedTime(start) > CampaignLimit)
            {
                var activities = await session.Client.GetCampaignActivitiesAsync(
                    new GetCampaignActivitiesRequest { ApplicationId = app, CampaignId = campaign }, cancellationToken);
                var run = activities.ActivitiesResponse.Item?.FirstOrDefault();
                activity = run?.Id ?? "";
                return (state, run);
            }

            await Task.Delay(CampaignPoll, time, cancellationToken);
        }
    }

    private async Task<DemoStep> OpenAsync(CancellationToken cancellationToken)
    {
        const string title = "The iOS user opens the campaign's push";
        if (await OpenRateAsync(cancellationToken) > 0)
        {
            return new DemoStep(title, true, ["opened in an earlier demo"], []);
        }

        var opened = new Event
        {
            EventType = "_campaign.opened_notification",
            Timestamp = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            Attributes = new() { ["campaign_id"] = campaign, ["campaign_activity_id"] = activity, ["treatment_id"] = "0" },
        };
        var batch = new EventsBatch { Endpoint = new PublicEndpoint(), Events = new() { ["open-1"] = opened } };
        var answer = await session.Client.PutEventsAsync(
            new PutEventsRequest { ApplicationId = app, EventsRequest = new EventsRequest { BatchItem = new() { [Ios] = batch } } }, cancellationToken);
        var code = answer.EventsResponse.Results?.GetValueOrDefault(Ios)?.EventsItemResponse?.GetValueOrDefault("open-1")?.StatusCode;
        return new DemoStep(title, code == 202, [$"event answered {code}"], []);
    }

    private async Task<DemoStep> MeasureAsync(CancellationToken cancellationToken)
    {
        var metrics = await MetricsCommand.ReadAsync(session, app, MetricsCommand.Kpis, cancellationToken);
        return new DemoStep(
            "Metrics", Math.Abs(await OpenRateAsync(cancellationToken) - 0.5) < 0.001,
            [.. metrics.Select(m => $"{m.Kpi} = {m.Value ?? "nothing to count"}")], []);
    }

    private async Task<double> OpenRateAsync(CancellationToken cancellationToken)
    {
        var metrics = await MetricsCommand.ReadAsync(session, app, ["push-open-rate"], cancellationToken);
        return double.TryParse(metrics[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) ? rate : 0;
    }

    /// <summary>What arrived at both devices since the last look.</summary>
    private async Task<IReadOnlyList<JsonElement>> ReceivedAsync(CancellationToken cancellationToken)
    {
        List<JsonElement> arrived = [];
        foreach (var token in new[] { Ios, Android })
        {
            arrived.AddRange((await session.Client.InboxAsync(token, cancellationToken)).Where(p => seen.Add(p.GetProperty("Sequence").GetInt64())));
        }

        return arrived;
    }

    private static DemoStep Step(string title, ToolRun ended) =>
        new(title, ended.ExitCode == 0, [.. ended.Output.Concat(ended.Error).Where(line => !string.IsNullOrWhiteSpace(line))], []);
}
