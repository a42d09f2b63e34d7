using System.Globalization;
using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;

namespace Pinpush.Server.Tests.Trouble;

/// <summary>
/// Every trouble that a gateway can have, for every way to send over both channels: nobody is lost, nobody gets a push twice who is not listed, and of
/// everybody it is told what became of the push.
/// </summary>
public sealed class TroubleTests : IAsyncLifetime
{
    private const int Recipients = 400, Untroubled = 50;

    private TroubledStage stage = null!; // set by InitializeAsync

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Trouble, how often it comes, and whether the gateway says how long to wait.</summary>
    public static TheoryData<string, int, string?> Troubles => new()
    {
        { "503", 100, null },
        { "503", 100, "2" },
        { "429", 30, null },
        { "429", 100, "1" },
        { "500", 100, null },
        { "refuse", 300, null },
        { "goaway", 20, null },
        { "cut", 5, null },
        { "down", 2, null },
        { "one", 1, null },
        { "slow", 50, null },
        { "hang", 10, null },
        { "garbage", 10, null },
    };

    public async ValueTask InitializeAsync() => stage = await TroubledStage.BeginAsync();

    public async ValueTask DisposeAsync() => await stage.EndAsync();

    [Theory]
    [MemberData(nameof(Troubles))]
    public Task Campaign_over_APNs(string fault, int count, string? retryAfter) => CampaignAsync(ChannelType.APNS, fault, count, retryAfter);

    [Theory]
    [MemberData(nameof(Troubles))]
    public Task Campaign_over_FCM(string fault, int count, string? retryAfter) => CampaignAsync(ChannelType.GCM, fault, count, retryAfter);

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Direct_to_endpoints_and_users_of_both(string fault, int count, string? retryAfter)
    {
        var app = await AppAsync();
        await RegisterAsync(app, ChannelType.APNS, 50);
        await RegisterAsync(app, ChannelType.GCM, 50);
        await stage.Gateway.BeginAsync(fault, after: 20, count, Header(retryAfter));

        var told = new Dictionary<string, EndpointMessageResult>();
        foreach (var ids in Enumerable.Range(0, 50).SelectMany(i => new[] { $"APNS-{i}", $"GCM-{i}" }).Chunk(20))
        {
            var calling = told.Count % 40 == 0 ? ToUsersAsync(app, ids) : ToEndpointsAsync(app, ids);
            await stage.PassUntilAsync(() => Task.FromResult(calling.IsCompleted));
            foreach (var (id, result) in await calling)
            {
                told.Add(id, result);
            }
        }

        var processed = (await stage.Gateway.ReportAsync()).Processed;
        Assert.Equal(100, told.Count);
        foreach (var (id, result) in told)
        {
            var times = processed.GetValueOrDefault($"token-{id}");
            var mayHave = result.StatusMessage.Contains("may have arrived", StringComparison.Ordinal);
            Assert.True(times <= 1, $"{id}: {times}");
            Assert.True(times == 1 || result.DeliveryStatus != DeliveryStatus.SUCCESSFUL, $"{id} is told as sent, and was not");
            Assert.True(times == 0 || mayHave || result.DeliveryStatus == DeliveryStatus.SUCCESSFUL, $"{id} was sent: {result.StatusMessage}");
        }
    }

    [Fact]
    public async Task A_campaign_whose_gateway_never_recovers_says_whom_it_gave_up_and_why()
    {
        var app = await AppAsync();
        await RegisterAsync(app, ChannelType.APNS, 100);
        await stage.Gateway.BeginAsync("503", after: 40, count: 1_000_000);

        var campaign = await CreateAsync(app, new() { MaximumDuration = 7200 });
        var (_, run) = await stage.EndedAsync(app, campaign, TimeSpan.FromMinutes(5));

        var report = await stage.Gateway.ReportAsync();
        Assert.Equal(("PARTIAL_SUCCESS", 40, 100), (run.Result, run.SuccessfulEndpointCount, Accounted(run)));
        Assert.Contains(run.ExecutionMetrics.Keys, k => k.EndsWith(".ServiceUnavailable", StringComparison.Ordinal));
        Assert.StartsWith("MaximumDuration was over", run.ExecutionMetrics["Note"], StringComparison.Ordinal);
        Assert.Equal(40, report.Processed.Count);
        Assert.InRange(report.Requests, 100, 20_000); // it is asked by one at a time
    }

    [Fact]
    public async Task A_stop_and_a_start_while_pushes_are_put_off_lose_and_double_nobody()
    {
        var app = await AppAsync();
        await RegisterAsync(app, ChannelType.GCM, Recipients);
        await stage.Gateway.BeginAsync("503", Untroubled, count: 100);

        var campaign = await CreateAsync(app);
        await stage.PassUntilAsync(async () => (await stage.Gateway.ReportAsync()).Left < 95);
        await stage.RestartAsync();
        var (status, run) = await stage.EndedAsync(app, campaign);

        Assert.Equal(("COMPLETED", Recipients, "0"), (status, run.SuccessfulEndpointCount, run.ExecutionMetrics["InDoubt"]));
        Assert.All((await stage.Gateway.ReportAsync()).Processed, p => Assert.Equal(1, p.Value));
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("restart")]
    [InlineData("nothing")]
    public async Task The_day_that_pushes_may_be_put_off_begins_anew_with_a_resume_and_a_restart(string between)
    {
        var app = await AppAsync();
        await RegisterAsync(app, ChannelType.APNS, 3);
        await stage.Gateway.BeginAsync("503", after: 0, count: 1_000_000);
        var campaign = await CreateAsync(app);
        await PutOffAsync(app, campaign, TimeSpan.Zero);
        await PutOffAsync(app, campaign, TimeSpan.FromHours(23));
        if (between == "restart")
        {
            await stage.RestartAsync();
        }
        else if (between == "pause")
        {
            await PauseAsync(app, campaign, isPaused: true);
            await PauseAsync(app, campaign, isPaused: false);
        }

        if (between == "nothing")
        {
            stage.Pass(TimeSpan.FromHours(2));
        }
        else
        {
            await PutOffAsync(app, campaign, TimeSpan.Zero);
            await PutOffAsync(app, campaign, TimeSpan.FromHours(2));
            await stage.Gateway.HealAsync();
        }

        var (status, run) = await stage.EndedAsync(app, campaign, TimeSpan.FromMinutes(1));

        Assert.Equal(("COMPLETED", between == "nothing" ? 0 : 3, 3), (status, run.SuccessfulEndpointCount, Accounted(run)));
    }

    [Theory]
    [InlineData(503, "text/html", "<html>busy</html>")]
    [InlineData(200, "text/html", "<html>welcome to the hotel</html>")]
    [InlineData(200, "application/json", """{"error":"invalid_grant"}""")]
    [InlineData(200, "application/json", "[]")]
    [InlineData(200, "application/json", "{}")]
    [InlineData(200, "application/json", """{"access_token":"a\nb","expires_in":3600}""")]
    [InlineData(429, "application/json", """{"error":{"code":429}}""")]
    [InlineData(404, "text/plain", "")]
    public async Task The_token_endpoint_says_anything_and_each_recipient_has_a_reason(int status, string type, string body)
    {
        var app = await AppAsync();
        await RegisterAsync(app, ChannelType.APNS, 1);
        await RegisterAsync(app, ChannelType.GCM, 5);
        await stage.Gateway.GrantAsync(status, type, body, count: 2);

        var direct = await ToEndpointsAsync(app, "APNS-0", "GCM-0");
        var campaign = await CreateAsync(app);
        var (_, run) = await stage.EndedAsync(app, campaign);

        Assert.Equal(DeliveryStatus.SUCCESSFUL, direct["APNS-0"].DeliveryStatus);
        Assert.Contains("access token: ", direct["GCM-0"].StatusMessage, StringComparison.Ordinal);
        Assert.NotEqual(DeliveryStatus.PERMANENT_FAILURE, direct["GCM-0"].DeliveryStatus);
        Assert.DoesNotContain("html", direct["GCM-0"].StatusMessage, StringComparison.Ordinal);
        Assert.Equal(("SUCCESS", 6), (run.Result, run.SuccessfulEndpointCount));
    }

    private async Task CampaignAsync(ChannelType channel, string fault, int count, string? retryAfter)
    {
        var app = await AppAsync();
        await RegisterAsync(app, channel, Recipients);
        await stage.Gateway.BeginAsync(fault, Untroubled, count, Header(retryAfter));

        var campaign = await CreateAsync(app);
        var (_, run) = await stage.EndedAsync(app, campaign);

        var report = await stage.Gateway.ReportAsync();
        var inDoubt = int.Parse(run.ExecutionMetrics["InDoubt"], CultureInfo.InvariantCulture);
        Assert.Equal(Recipients, run.TotalEndpointCount);
        Assert.Equal(Recipients, Accounted(run));
        Assert.Equal(Recipients, report.Processed.Count); // nobody is lost
        Assert.Equal(0, Math.Max(0, report.Left)); // all the trouble came
        Assert.InRange(report.Processed.Values.Sum() - Recipients, 0, inDoubt);
        Assert.Equal("0", run.ExecutionMetrics["NotProcessed"]);
        Assert.Equal(run.ExecutionMetrics.Keys.Any(k => k.StartsWith("InDoubt.", StringComparison.Ordinal)) ? "PARTIAL_SUCCESS" : "SUCCESS", run.Result);
        if (fault is not ("hang" or "garbage" or "cut" or "down" or "slow"))
        {
            Assert.Equal((Recipients, 0), (run.SuccessfulEndpointCount, inDoubt));
        }
    }

    /// <summary>Of how many recipients a run tells what became of them.</summary>
    internal static int Accounted(ActivityResponse run) => (run.SuccessfulEndpointCount ?? 0)
        + run.ExecutionMetrics.Where(m => m.Key is "Skipped" or "Refused" or "NotProcessed" || m.Key.StartsWith("InDoubt.", StringComparison.Ordinal))
            .Sum(m => int.Parse(m.Value, CultureInfo.InvariantCulture));

    // Lets time go by, and until three more pushes are on record as put off: none is on its way then for which the clock must not jump.
    private async Task PutOffAsync(string app, string campaign, TimeSpan time)
    {
        async Task<int> CountAsync() => (await stage.Aws.GetCampaignActivitiesAsync(new() { ApplicationId = app, CampaignId = campaign }, Cancel))
            .ActivitiesResponse.Item.SelectMany(run => run.ExecutionMetrics).Where(m => m.Key.StartsWith("PutOff.", StringComparison.Ordinal))
            .Sum(m => int.Parse(m.Value, CultureInfo.InvariantCulture));

        var before = await CountAsync();
        stage.Pass(time);
        await stage.PassUntilAsync(async () => await CountAsync() >= before + 3);
    }

    private async Task PauseAsync(string app, string campaign, bool isPaused)
    {
        var calling = stage.Aws.UpdateCampaignAsync(
            new() { ApplicationId = app, CampaignId = campaign, WriteCampaignRequest = new() { IsPaused = isPaused } }, Cancel);
        await stage.PassUntilAsync(() => Task.FromResult(calling.IsCompleted));
        await calling;
    }

    private static (string, string)? Header(string? retryAfter) => retryAfter is null ? null : ("retry-after", retryAfter);

    private async Task<string> AppAsync()
    {
        var app = await stage.AppAsync();
        await stage.Aws.UpdateGcmChannelAsync(new()
        {
            ApplicationId = app,
            GCMChannelRequest = new() { ServiceJson = File.ReadAllText(stage.Scratch.File("service-account.json")), DefaultAuthenticationMethod = "TOKEN" },
        }, Cancel);
        return app;
    }

    private async Task RegisterAsync(string app, ChannelType channel, int count)
    {
        foreach (var ids in Enumerable.Range(0, count).Select(i => $"{channel.Value}-{i}").Chunk(100))
        {
            await stage.Aws.UpdateEndpointsBatchAsync(new()
            {
                ApplicationId = app,
                EndpointBatchRequest = new()
                {
                    Item =
                    [
                        .. ids.Select(id => new EndpointBatchItem { Id = id, Address = $"token-{id}", ChannelType = channel, User = new() { UserId = id } }),
                    ],
                },
            }, Cancel);
        }
    }

    private async Task<string> CreateAsync(string app, CampaignLimits? limits = null)
    {
        var request = Calls.To(await stage.SegmentAsync(app));
        request.Limits = limits;
        request.MessageConfiguration.GCMMessage = new() { Title = "C", Body = "B" };
        return await stage.CampaignAsync(app, request);
    }

    private async Task<Dictionary<string, EndpointMessageResult>> ToEndpointsAsync(string app, params string[] ids) =>
        (await stage.Aws.SendMessagesAsync(new()
        {
            ApplicationId = app,
            MessageRequest = new()
            {
                Endpoints = ids.ToDictionary(e => e, _ => new EndpointSendConfiguration()),
                MessageConfiguration = DirectMessage(),
            },
        }, Cancel)).MessageResponse.EndpointResult;

    private async Task<Dictionary<string, EndpointMessageResult>> ToUsersAsync(string app, string[] ids) =>
        (await stage.Aws.SendUsersMessagesAsync(new()
        {
            ApplicationId = app,
            SendUsersMessageRequest = new()
            {
                Users = ids.ToDictionary(e => e, _ => new EndpointSendConfiguration()),
                MessageConfiguration = DirectMessage(),
            },
        }, Cancel)).SendUsersMessageResponse.Result.Values.SelectMany(r => r).ToDictionary(r => r.Key, r => r.Value);

    private static DirectMessageConfiguration DirectMessage() => new() { DefaultPushNotificationMessage = new() { Title = "T", Body = "B" } };
}
