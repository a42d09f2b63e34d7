using System.Runtime;
using System.Security.Cryptography;
using Amazon.Pinpoint.Model;
using Pinpush.Client;
using Pinpush.Fakes;
using Pinpush.Fakes.Apns;
using Pinpush.Server;
using Pinpush.Server.Hosting;
using Credentials = Pinpush.Client.Credentials;

namespace Pinpush.Cli.Serving;

/// <summary>
/// Sends campaigns from a server of its own to a simulator of its own, both gone afterwards. What a campaign needs is compiled then, once in the life of a
/// process, and memory is asked for: without it the first push of the first campaign leaves some 300 ms later. It takes some seconds of the processor.
/// </summary>
internal static class Rehearsal
{
    private const int Campaigns = 5, SmallCampaigns = 32, Batches = 100, LongestPause = 40;

    /// <summary>What was called often enough is compiled once more, in the background, as soon as nothing new was called for a tenth of a second.</summary>
    /// <remarks>Two thousand methods or more after the first campaign, so that this is over only when a pause brings no more.</remarks>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("pinpush-rehearsal-").FullName; // for this user alone
        try
        {
            await using var apns = await ApnsSimulator.StartAsync(
                new SimulatorOptions { AuthorityFolder = folder, Inbox = new Inbox(capacity: 0) }, cancellationToken);
            await using var server = await PinpushServer.StartAsync(new ServerOptions
            {
                Url = new Uri("http://127.0.0.1:0"),
                DataFolder = Path.Combine(folder, "data"),
                KeyFile = Path.Combine(folder, "server.key"),
                ApnsGateway = apns.TlsAddress,
                GatewayCaFile = apns.Authority.CaPath,
                LogDetail = LogDetail.Warning, // its campaigns are nobody's
            }, cancellationToken);
            using var connection = Connection.Open(new ConnectionSettings(
                "us-east-1", server.Address, new Credentials.Keys(server.AccessKeyId, server.SecretAccessKey, null))
            { SkipMetadata = true });
            await SendAsync(connection.Client(), cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        GC.Collect(); // what it leaves is not looked through during the first campaign
    }

    private static async Task SendAsync(PinpushClient client, CancellationToken cancellationToken)
    {
        var app = (await client.CreateAppAsync(new() { CreateApplicationRequest = new() { Name = "rehearsal" } }, cancellationToken)).ApplicationResponse.Id;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await client.UpdateApnsChannelAsync(new()
        {
            ApplicationId = app,
            APNSChannelRequest = new()
            {
                Enabled = true,
                DefaultAuthenticationMethod = "TOKEN",
                BundleId = "com.example.app",
                TeamId = "TEAM123456",
                TokenKeyId = "KEY1234567",
                TokenKey = key.ExportPkcs8PrivateKeyPem(),
            },
        }, cancellationToken);
        for (var batch = 0; batch < Batches; batch++)
        {
            await client.UpdateEndpointsBatchAsync(new() { ApplicationId = app, EndpointBatchRequest = new() { Item = Devices(batch) } }, cancellationToken);
        }

        var segment = (await client.CreateSegmentAsync(new() { ApplicationId = app, WriteSegmentRequest = new() { Name = "all" } }, cancellationToken))
            .SegmentResponse.Id;
        var few = (await client.CreateSegmentAsync(new()
        {
            ApplicationId = app,
            WriteSegmentRequest = new()
            {
                Name = "few",
                Dimensions = new() { Demographic = new() { AppVersion = new() { DimensionType = "INCLUSIVE", Values = ["1"] } } },
            },
        }, cancellationToken)).SegmentResponse.Id;
        for (var campaign = 0; campaign < SmallCampaigns; campaign++)
        {
            await SendAsync(client, app, few, cancellationToken);
        }

        for (var campaign = 0; campaign < Campaigns; campaign++)
        {
            await SendAsync(client, app, segment, cancellationToken);
            await CompiledAsync(cancellationToken);
        }
    }

    private static async Task CompiledAsync(CancellationToken cancellationToken)
    {
        var before = -1L;
        for (var pause = 0; pause < LongestPause && JitInfo.GetCompiledMethodCount() is var compiled && compiled != before; pause++)
        {
            before = compiled;
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    private static async Task SendAsync(PinpushClient client, string app, string segment, CancellationToken cancellationToken)
    {
        var campaign = (await client.CreateCampaignAsync(new()
        {
            ApplicationId = app,
            WriteCampaignRequest = new()
            {
                Name = "rehearsal",
                SegmentId = segment,
                Schedule = new() { StartTime = "IMMEDIATE" },
                MessageConfiguration = new() { APNSMessage = new() { Title = "Hello", Body = "World" } },
            },
        }, cancellationToken)).CampaignResponse.Id;
        while ((await client.GetCampaignAsync(new() { ApplicationId = app, CampaignId = campaign }, cancellationToken))
            .CampaignResponse.State.CampaignStatus != "COMPLETED")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }

    private static List<EndpointBatchItem> Devices(int batch) => [.. Enumerable.Range(100 * batch, 100).Select(i => new EndpointBatchItem
    {
        Id = $"device-{i}", ChannelType = "APNS", Address = i.ToString("x64", System.Globalization.CultureInfo.InvariantCulture),
        Demographic = i % 1000 == 0 ? new() { AppVersion = "1" } : null,
    })];
}
