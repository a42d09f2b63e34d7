using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;
using Amazon.Runtime;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests;

/// <summary>What many tests ask of the server, through the SDK.</summary>
internal static class Calls
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static AmazonPinpointClient Client(Uri server, string keyId, string secret) => new(keyId, secret, new AmazonPinpointConfig
    {
        ServiceURL = server.ToString(),
        AuthenticationRegion = "us-east-1",
        MaxErrorRetry = 0,
    });

    /// <summary>Makes an app with an APNs channel; gives its id.</summary>
    public static async Task<string> AppAsync(this IServed served)
    {
        var app = (await served.Aws.CreateAppAsync(new() { CreateApplicationRequest = new() { Name = "shop" } }, Cancel)).ApplicationResponse.Id;
        await served.Aws.UpdateApnsChannelAsync(new()
        {
            ApplicationId = app,
            APNSChannelRequest = new()
            {
                BundleId = "com.example.app",
                TeamId = "TEAM123456",
                TokenKeyId = "KEY1234567",
                TokenKey = File.ReadAllText(served.Scratch.File("AuthKey.p8")),
            },
        }, Cancel);
        return app;
    }

    /// <summary>Makes an app with both channels; gives its id.</summary>
    public static async Task<string> AppOfBothAsync(this IServed served)
    {
        var app = await served.AppAsync();
        await served.Aws.UpdateGcmChannelAsync(new()
        {
            ApplicationId = app,
            GCMChannelRequest = new() { ServiceJson = File.ReadAllText(served.Scratch.File("service-account.json")), DefaultAuthenticationMethod = "TOKEN" },
        }, Cancel);
        return app;
    }

    /// <summary>Registers an iPhone with the address <c>token-ID</c>, unless the request says otherwise.</summary>
    public static Task RegisterAsync(this IServed served, string app, string id, EndpointRequest? request = null)
    {
        var endpoint = request ?? new();
        (endpoint.Address, endpoint.ChannelType) = (endpoint.Address ?? $"token-{id}", endpoint.ChannelType ?? ChannelType.APNS);
        return served.Aws.UpdateEndpointAsync(new() { ApplicationId = app, EndpointId = id, EndpointRequest = endpoint }, Cancel);
    }

    /// <summary>Registers so many iPhones, <c>e0</c> onwards, in the order of their numbers; their addresses are <see cref="Token"/>.</summary>
    public static async Task RegisterAsync(this IServed served, string app, int count)
    {
        foreach (var batch in Enumerable.Range(0, count).Chunk(100))
        {
            await served.Aws.UpdateEndpointsBatchAsync(new()
            {
                ApplicationId = app,
                EndpointBatchRequest = new()
                {
                    Item = [.. batch.Select(i => new EndpointBatchItem { Id = $"e{i}", Address = Token(i), ChannelType = ChannelType.APNS })],
                },
            }, Cancel);
        }
    }

    /// <summary>The address of the endpoint <c>eN</c>.</summary>
    public static string Token(int number) => number.ToString("x64", CultureInfo.InvariantCulture);

    public static async Task<EndpointResponse> EndpointAsync(this IServed served, string app, string id) =>
        (await served.Aws.GetEndpointAsync(new() { ApplicationId = app, EndpointId = id }, Cancel)).EndpointResponse;

    /// <summary>Sends these endpoints a message each; gives what became of it.</summary>
    public static Task<Dictionary<string, EndpointMessageResult>> SendAsync(this IServed served, string app, params string[] endpoints) =>
        served.SendAsync(app, new() { APNSMessage = new() { Title = "T", Body = "B" } }, endpoints);

    /// <summary>Sends these endpoints this message; gives what became of it.</summary>
    public static async Task<Dictionary<string, EndpointMessageResult>> SendAsync(
        this IServed served, string app, DirectMessageConfiguration message, params string[] endpoints) =>
        (await served.Aws.SendMessagesAsync(new()
        {
            ApplicationId = app,
            MessageRequest = new() { Endpoints = endpoints.ToDictionary(e => e, _ => new EndpointSendConfiguration()), MessageConfiguration = message },
        }, Cancel)).MessageResponse.EndpointResult;

    /// <summary>Makes a segment; gives its id. Everybody is in it unless it stands on others.</summary>
    public static async Task<string> SegmentAsync(this IServed served, string app, params string[] sources) =>
        (await served.Aws.CreateSegmentAsync(new() { ApplicationId = app, WriteSegmentRequest = On(sources) }, Cancel)).SegmentResponse.Id;

    /// <summary>A segment of whoever is in all of these; of everybody when there are none.</summary>
    public static WriteSegmentRequest On(params string[] sources) => new()
    {
        Name = "some",
        SegmentGroups = sources.Length == 0 ? null : new()
        {
            Include = Include.ALL,
            Groups =
            [
                new()
                {
                    SourceType = SourceType.ALL,
                    Type = Amazon.Pinpoint.Type.ALL,
                    SourceSegments = [.. sources.Select(s => new SegmentReference { Id = s })],
                },
            ],
        },
    };

    /// <summary>Makes a push template of this body; gives its ARN.</summary>
    public static async Task<string> TemplateAsync(this IServed served, string name, string body) => (await served.Aws.CreatePushTemplateAsync(
        new() { TemplateName = name, PushNotificationTemplateRequest = new() { Default = new() { Body = body } } }, Cancel)).CreateTemplateMessageBody.Arn;

    /// <summary>Changes the latest version of a template, or makes a new one.</summary>
    public static Task RewriteAsync(this IServed served, string name, string body, bool newVersion) => served.Aws.UpdatePushTemplateAsync(
        new() { TemplateName = name, CreateNewVersion = newVersion, PushNotificationTemplateRequest = new() { Default = new() { Body = body } } }, Cancel);

    /// <summary>Changes what a segment is.</summary>
    public static async Task<SegmentResponse> ChangeAsync(this IServed served, string app, string segment, WriteSegmentRequest request) =>
        (await served.Aws.UpdateSegmentAsync(new() { ApplicationId = app, SegmentId = segment, WriteSegmentRequest = request }, Cancel)).SegmentResponse;

    /// <summary>Limits the app to so many messages a second.</summary>
    public static Task LimitAsync(this IServed served, string app, int messagesPerSecond) => served.Aws.UpdateApplicationSettingsAsync(
        new() { ApplicationId = app, WriteApplicationSettingsRequest = new() { Limits = new() { MessagesPerSecond = messagesPerSecond } } }, Cancel);

    /// <summary>A campaign that begins at once, unless it is changed.</summary>
    public static WriteCampaignRequest To(string segment) => new()
    {
        SegmentId = segment,
        Schedule = new() { StartTime = "IMMEDIATE" },
        MessageConfiguration = new() { APNSMessage = new() { Title = "C", Body = "B" } },
    };

    public static async Task<string> CampaignAsync(this IServed served, string app, WriteCampaignRequest request) =>
        (await served.Aws.CreateCampaignAsync(new() { ApplicationId = app, WriteCampaignRequest = request }, Cancel)).CampaignResponse.Id;

    public static async Task<string> StatusAsync(this IServed served, string app, string campaign) =>
        (await served.Aws.GetCampaignAsync(new() { ApplicationId = app, CampaignId = campaign }, Cancel)).CampaignResponse.State.CampaignStatus.Value;

    /// <summary>Waits for the campaign's end; gives its status and its run.</summary>
    public static async Task<(string Status, ActivityResponse Run)> EndedAsync(this IServed served, string app, string campaign)
    {
        var status = "";
        await Until.SoAsync(async () => (status = await served.StatusAsync(app, campaign)) is "COMPLETED" or "INVALID" or "DELETED", Cancel);
        var runs = await served.Aws.GetCampaignActivitiesAsync(new() { ApplicationId = app, CampaignId = campaign }, Cancel);
        return (status, Assert.Single(runs.ActivitiesResponse.Item));
    }

    /// <summary>Lets time go by, a fifth of a second at a time, until the campaign has ended; gives its status and its run.</summary>
    public static async Task<(string Status, ActivityResponse Run)> EndedAsync(this ClockStage stage, string app, string campaign)
    {
        await stage.PassUntilAsync(
            TimeSpan.FromMilliseconds(200), async () => await stage.StatusAsync(app, campaign) is "COMPLETED" or "INVALID" or "DELETED", Cancel);
        return await ((IServed)stage).EndedAsync(app, campaign);
    }

    /// <summary>The endpoints that were in doubt in a campaign.</summary>
    public static async Task<List<string>> DoubtsAsync(this SignedHttp http, string app, string campaign)
    {
        var (_, doubts) = await http.GetAsync($"/pinpush/in-doubt?application-id={app}&campaign-id={campaign}");
        return [.. JsonNode.Parse(doubts)!["Item"]!.AsArray().Select(d => (string)d!["EndpointId"]!)]; // a list of objects, each with the id of an endpoint
    }

    /// <summary>Expects the call to be refused; gives status and message.</summary>
    public static async Task<(int Status, string Message)> RefusedAsync(Func<Task> call)
    {
        var e = await Assert.ThrowsAnyAsync<AmazonServiceException>(call);
        return ((int)e.StatusCode, e.Message);
    }
}
