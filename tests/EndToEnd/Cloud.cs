using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;
using Pinpush.Fakes;
using Pinpush.Fakes.Apns;
using Pinpush.Fakes.Fcm;
using Pinpush.Server;
using Pinpush.Server.Hosting;
using Pinpush.Shared.Tests;

namespace Pinpush.EndToEnd.Tests;

/// <summary>Our server with the simulated push services, asked by the SDK for what became of a program.</summary>
internal sealed class Cloud : IAsyncDisposable
{
    public const string Region = "eu-central-1";

    /// <summary>Whoever gets the pushes of these tests.</summary>
    public const string Device = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private readonly DirectoryInfo folder;
    private readonly ApnsSimulator apns;
    private readonly FcmSimulator fcm;
    private readonly PinpushServer server;

    private Cloud(DirectoryInfo folder, ApnsSimulator apns, FcmSimulator fcm, PinpushServer server)
    {
        (this.folder, this.apns, this.fcm, this.server) = (folder, apns, fcm, server);
        Aws = new(AccessKeyId, SecretAccessKey, new AmazonPinpointConfig { ServiceURL = Address.ToString(), AuthenticationRegion = Region });
    }

    public Uri Address => server.Address;

    public string AccessKeyId => server.AccessKeyId;

    public string SecretAccessKey => server.SecretAccessKey;

    public AmazonPinpointClient Aws { get; }

    /// <summary>How many pushes the device got.</summary>
    public int Pushes => apns.Inbox.AcceptedFor(Device);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Cloud> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("pinpush-cloud-");
        var options = new SimulatorOptions { AuthorityFolder = Path.Combine(folder.FullName, "authority") };
        var (apns, fcm) = (await ApnsSimulator.StartAsync(options, Cancel), await FcmSimulator.StartAsync(options, Cancel));
        var server = await PinpushServer.StartAsync(new ServerOptions
        {
            Url = new Uri("http://127.0.0.1:0"),
            DataFolder = Path.Combine(folder.FullName, "data"),
            KeyFile = Path.Combine(folder.FullName, "server.key"),
            ApnsGateway = apns.ClearAddress,
            FcmGateway = fcm.ClearAddress,
            FcmTokenUri = fcm.TokenAddress,
        }, Cancel);
        return new(folder, apns, fcm, server);
    }

    public async Task<List<ApplicationResponse>> AppsAsync() =>
        (await Aws.GetAppsAsync(new() { PageSize = "100" }, Cancel)).ApplicationsResponse.Item ?? [];

    /// <summary>The one app that there is.</summary>
    public async Task<string> AppAsync() => Assert.Single(await AppsAsync()).Id;

    public async Task<List<SegmentResponse>> SegmentsAsync(string app) =>
        (await Aws.GetSegmentsAsync(new() { ApplicationId = app, PageSize = "100" }, Cancel)).SegmentsResponse.Item ?? [];

    public async Task<List<CampaignResponse>> CampaignsAsync(string app) =>
        (await Aws.GetCampaignsAsync(new() { ApplicationId = app, PageSize = "100" }, Cancel)).CampaignsResponse.Item ?? [];

    /// <summary>Gives the app an endpoint with our device.</summary>
    public Task RegisterAsync(string app) => Aws.UpdateEndpointAsync(new()
    {
        ApplicationId = app,
        EndpointId = "phone",
        EndpointRequest = new() { ChannelType = ChannelType.APNS, Address = Device, Attributes = new() { ["plan"] = ["premium"] } },
    }, Cancel);

    /// <summary>Waits until no campaign of the app is on its way any more.</summary>
    public Task QuietAsync(string app) => Until.SoAsync(async () => !(await CampaignsAsync(app)).Exists(IsOnItsWay), Cancel);

    public async ValueTask DisposeAsync()
    {
        Aws.Dispose();
        await server.DisposeAsync();
        await fcm.DisposeAsync();
        await apns.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static bool IsOnItsWay(CampaignResponse campaign) => campaign.State.CampaignStatus == CampaignStatus.EXECUTING
        || (campaign.Schedule?.StartTime == "IMMEDIATE" && campaign.State.CampaignStatus == CampaignStatus.SCHEDULED);
}
