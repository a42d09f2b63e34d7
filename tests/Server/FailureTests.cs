using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;
using Pinpush.Fakes;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests;

/// <summary>A full disk, a gateway that does not answer, a stop in the middle, clients that never end: none of it loses, repeats or blocks anything.</summary>
public sealed class FailureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UpdateEndpoint_DiskTakesNoMore_SaysSoAndKeepsEveryAcknowledgedOne()
    {
        await using var server = await ServerProcess.StartAsync(Cancel, largestFileInKiB: 1500);
        var app = await server.AppAsync();
        var acknowledged = new ConcurrentQueue<string>();

        var failure = Assert.IsType<InternalServerErrorException>(await Burst.RunAsync(server, app, acknowledged));

        Assert.Matches("^(The disk of the data folder is full|The store refused the change); nothing was changed\\.$", failure.Message);
        Assert.True(acknowledged.Count >= 50, $"{acknowledged.Count}");
        await Burst.AssertThereAsync(server, app, acknowledged); // it still answers
        await server.KillAsync();
        await server.RestartAsync(Cancel); // with room
        await Burst.AssertThereAsync(server, app, acknowledged);
        Assert.Null(await Burst.RunAsync(server, app, [], count: 10_000));
    }

    [Fact]
    public async Task Stop_DirectSendWaitsForItsGateway_IsAnsweredAtOnce()
    {
        await using var server = await ServerProcess.StartAsync(Cancel);
        var app = await server.AppAsync();
        await server.RegisterAsync(app, 1);
        await server.Apns.DisposeAsync();
        using var gateway = new TcpListener(IPAddress.Loopback, server.Apns.TlsAddress.Port); // takes connections and says nothing
        gateway.Start();
        var sending = server.SendAsync(app, "e0");
        using var dialled = await gateway.AcceptTcpClientAsync(Cancel);

        await server.StopAsync();

        var result = (await sending)["e0"];
        Assert.Equal((DeliveryStatus.TEMPORARY_FAILURE, 503), (result.DeliveryStatus, result.StatusCode ?? 0));
        Assert.Contains("The push did not leave", result.StatusMessage, StringComparison.Ordinal);
        Assert.Contains("TooLate", result.StatusMessage, StringComparison.Ordinal); // and no timeout
    }

    [Theory]
    [InlineData("resend", 2)]
    [InlineData("skip", 1)]
    public async Task Stop_GatewayNeverAnswers_DoesNotTryTheRestAndTheNextStartGoesOn(string word, int most)
    {
        // What is under way gives up after ten seconds, all of it at the same time.
        const int Recipients = 8000, Answered = 2000;
        await using var server = await ServerProcess.StartAsync(Cancel, maxStreams: 1500);
        var app = await server.AppAsync();
        await server.RegisterAsync(app, Recipients);
        server.Script(Answered..Recipients, new ScriptedOutcome.Hang());

        var request = Calls.To(await server.SegmentAsync(app));
        request.Tags = new() { ["pinpush:in-doubt"] = word };
        var campaign = await server.CampaignAsync(app, request);
        await Until.SoAsync(() => server.Apns.Inbox.All().Count(d => d.Reason == "hang") >= 50, Cancel);
        await server.StopAsync(); // has a limit of its own
        server.Script(Answered..Recipients, ScriptedOutcome.Accept);

        await server.RestartAsync(Cancel);
        var (status, run) = await server.EndedAsync(app, campaign);

        var inDoubt = int.Parse(run.ExecutionMetrics["InDoubt"], CultureInfo.InvariantCulture);
        Assert.Equal(("COMPLETED", word == "skip" ? Recipients - inDoubt : Recipients), (status, run.SuccessfulEndpointCount));
        Assert.InRange(inDoubt, 50, Recipients - Answered);
        var deliveries = server.Apns.Inbox.All().GroupBy(d => d.Token).ToList();
        Assert.All(deliveries, d => Assert.InRange(d.Count(), 1, most));
        Assert.InRange(deliveries.Count(d => d.Count() == 2), 0, inDoubt);
    }

    [Fact]
    public async Task Campaign_LedgerTakesNoOutcomesForAWhile_SendsOnceAllTheSame()
    {
        const int Recipients = 100;
        await using var server = await ServerProcess.StartAsync(Cancel);
        var app = await server.AppAsync();
        await server.RegisterAsync(app, Recipients);
        server.ChangeLedger("CREATE TRIGGER full BEFORE INSERT ON pages BEGIN SELECT RAISE(ABORT, 'full'); END");

        var campaign = await server.CampaignAsync(app, Calls.To(await server.SegmentAsync(app)));
        await Until.SoAsync(() => server.Log.Contains("The ledger does not take what happens", StringComparison.Ordinal), Cancel);
        Assert.DoesNotContain("The run of campaign", server.Log, StringComparison.Ordinal); // a run that failed would be looked at again, and sent
        server.ChangeLedger("DROP TRIGGER full");
        var (status, run) = await server.EndedAsync(app, campaign);

        Assert.Equal(("COMPLETED", Recipients), (status, run.SuccessfulEndpointCount));
        Assert.Equal(Recipients, server.Apns.Inbox.All().Count);
    }

    [Fact]
    public async Task Request_BodyThatTrickles_IsCutOffWhileOthersAreServed()
    {
        await using var server = await ServerProcess.StartAsync(Cancel);
        using var http = new HttpClient { BaseAddress = server.Address };
        using var signed = server.Http();
        var head = string.Join("\r\n", [
            "PUT /v1/apps HTTP/1.1", $"Host: {server.Address.Authority}", "Content-Length: 7000000", .. signed.Sign("PUT", "/v1/apps", ""), "", "{"]);

        var slow = await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
        {
            var client = new TcpClient();
            await client.ConnectAsync(server.Address.Host, server.Address.Port, Cancel);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Cancel);
            return client;
        }));
        var health = await http.GetStringAsync(new Uri("/healthz", UriKind.Relative), Cancel);
        var answers = await Task.WhenAll(slow.Select(async client =>
        {
            using var owned = client;
            using var reader = new StreamReader(client.GetStream());
            return await reader.ReadLineAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        }));

        Assert.Equal("ok", health);
        Assert.All(answers, a => Assert.Equal("HTTP/1.1 400 Bad Request", a));
        Assert.InRange(await server.StopAsync(), 0, 500_000_000); // 200 bodies of 7 MB are not set aside before they come
    }
}
