using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Pinpush.Fakes;
using Pinpush.Server.Storage;
using Pinpush.Server.Hosting;

namespace Pinpush.Server.Tests;

/// <summary>A full disk, a slow caller, a gateway that never answers, two first starts at once, a call that a kill cuts short.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task UpdateEndpoint_DiskTakesNoMore_SaysSoAndKeepsEveryAcknowledgedOne()
    {
        Peer.Need("node", "--version");
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await ServerProcess.StartAsync(cancellationToken, largestFileInKiB: 1500);
        var (app, acknowledged) = ("", new List<string>());

        var (_, _, error) = await server.RunAsync("node", [Script("burst.cjs"), "write"], line =>
        {
            if (line.StartsWith("app ", StringComparison.Ordinal))
            {
                app = line[4..];
            }
            else
            {
                acknowledged.Add(line);
            }
        }, cancellationToken);

        Assert.Contains("InternalServerErrorException", error, StringComparison.Ordinal);
        Assert.Contains("nothing was changed", error, StringComparison.Ordinal);
        Assert.InRange(acknowledged.Count, 50, 9999);
        var list = Path.Combine(server.Folder, "acknowledged");
        await File.WriteAllLinesAsync(list, acknowledged, cancellationToken);
        Assert.Equal($"checked {acknowledged.Count}\n", (await server.RunAsync("node", [Script("burst.cjs"), "check", app, list], null, cancellationToken)).Output); // it still answers
        await server.KillAsync();
        await server.RestartAsync(cancellationToken); // with room
        Assert.Equal($"checked {acknowledged.Count}\n", (await server.RunAsync("node", [Script("burst.cjs"), "check", app, list], null, cancellationToken)).Output);
        Assert.DoesNotContain("Exception", (await server.RunAsync("node", [Script("burst.cjs"), "write"], null, cancellationToken)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendMessages_RepeatedOverAStopAndOverAKill_NeverSendsTwice()
    {
        Peer.Need("python3", "-c", "import boto3");
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await ServerProcess.StartAsync(cancellationToken);
        Credentials.Write(server.Folder);
        var app = (await server.RunAsync("python3", [Script("repeat.py"), "setup", server.Folder], null, cancellationToken)).Output.Trim();
        async Task<JsonNode> SendAsync(string invocation, string token) =>
            JsonNode.Parse((await server.RunAsync("python3", [Script("repeat.py"), "send", app, invocation, token], null, cancellationToken)).Output)!; // it prints a document

        var first = await SendAsync("00000000-0000-0000-0000-000000000001", "aa01");
        await server.StopAsync();
        await server.RestartAsync(cancellationToken);
        var again = await SendAsync("00000000-0000-0000-0000-000000000001", "aa01");
        server.Apns.Script("aa02", new ScriptedOutcome.Hang());
        var cut = SendAsync("00000000-0000-0000-0000-000000000002", "aa02");
        await UntilAsync(() => server.Apns.Inbox.For("aa02").Count > 0, cancellationToken);

        await server.KillAsync();
        Assert.Equal("no answer", (await cut)["Code"]!.GetValue<string>()); // the script prints it
        await server.RestartAsync(cancellationToken);
        var after = await SendAsync("00000000-0000-0000-0000-000000000002", "aa02");
        var other = await SendAsync("00000000-0000-0000-0000-000000000003", "aa03");

        Assert.Equal("SUCCESSFUL", first["DeliveryStatus"]!.GetValue<string>()); // likewise
        Assert.True(JsonNode.DeepEquals(first, again));
        Assert.Equal("InternalServerErrorException", after["Code"]!.GetValue<string>());
        Assert.Contains("is not done again", after["Message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("SUCCESSFUL", other["DeliveryStatus"]!.GetValue<string>());
        Assert.All(new[] { "aa01", "aa02", "aa03" }, token => Assert.Single(server.Apns.Inbox.For(token)));
    }

    [Fact]
    public async Task Stop_GatewayNeverAnswers_EndsSoonAndTheNextStartSendsTheRestOnce()
    {
        const int Recipients = 400, Answered = 150; // the first hundred leave together, and a connection waits for its first answer before it is filled
        Peer.Need("node", "--version");
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await ServerProcess.StartAsync(cancellationToken);
        Credentials.Write(server.Folder);
        static string Token(int i) => i.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);
        for (var i = Answered; i < Recipients; i++)
        {
            server.Apns.Script(Token(i), new ScriptedOutcome.Hang());
        }

        var (exit, output, error) = await server.RunAsync("node", [Script("campaign.cjs"), "start", server.Folder, $"{Recipients}"], null, cancellationToken);
        Assert.True(exit == 0, error);
        var (app, campaign) = (JsonNode.Parse(output)!["app"]!.GetValue<string>(), JsonNode.Parse(output)!["campaign"]!.GetValue<string>()); // the script prints both
        await UntilAsync(() => server.Apns.Inbox.All().Count >= 50 + Answered, cancellationToken);
        var begun = Stopwatch.GetTimestamp();
        await server.StopAsync(); // has a limit of its own: 30 s
        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(25));
        var hung = server.Apns.Inbox.All().Count - Answered;
        for (var i = 0; i < Recipients; i++)
        {
            server.Apns.Script(Token(i), ScriptedOutcome.Accept);
        }

        await server.RestartAsync(cancellationToken);
        (exit, output, error) = await server.RunAsync("node", [Script("campaign.cjs"), "finish", app, campaign], null, cancellationToken);
        Assert.True(exit == 0, error);

        var activity = Assert.Single(JsonNode.Parse(output)!.AsArray())!; // the script prints a list
        Assert.Equal("COMPLETED", activity["State"]!.GetValue<string>()); // every activity has one
        Assert.InRange(hung, 50, Recipients - 1);
        // Of those that left, some may not have been read by the gateway when their time was over; none is sent again.
        Assert.InRange(activity["SuccessfulEndpointCount"]!.GetValue<int>(), Answered + 1, Recipients - hung); // likewise
        Assert.All(server.Apns.Inbox.All().GroupBy(d => d.Token), deliveries => Assert.Single(deliveries));
    }

    [Fact]
    public async Task Campaign_LedgerTakesNoOutcomesForAWhile_SendsOnceAllTheSame()
    {
        const int Recipients = 100;
        Peer.Need("node", "--version");
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await ServerProcess.StartAsync(cancellationToken);
        Credentials.Write(server.Folder);
        server.ChangeLedger("CREATE TRIGGER full BEFORE UPDATE ON pages WHEN NEW.done = 1 BEGIN SELECT RAISE(ABORT, 'full'); END");

        var (exit, output, error) = await server.RunAsync("node", [Script("campaign.cjs"), "start", server.Folder, $"{Recipients}"], null, cancellationToken);
        Assert.True(exit == 0, error);
        var (app, campaign) = (JsonNode.Parse(output)!["app"]!.GetValue<string>(), JsonNode.Parse(output)!["campaign"]!.GetValue<string>()); // the script prints both
        await UntilAsync(() => server.Apns.Inbox.All().Count >= Recipients, cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(7), cancellationToken); // a run that failed is looked at again after five
        server.ChangeLedger("DROP TRIGGER full");
        (exit, output, error) = await server.RunAsync("node", [Script("campaign.cjs"), "finish", app, campaign], null, cancellationToken);
        Assert.True(exit == 0, error);

        var activity = Assert.Single(JsonNode.Parse(output)!.AsArray())!; // the script prints a list
        Assert.Equal(("COMPLETED", Recipients), (activity["State"]!.GetValue<string>(), activity["SuccessfulEndpointCount"]!.GetValue<int>())); // every activity has both
        Assert.Equal(Recipients, server.Apns.Inbox.All().Count);
    }

    [Fact]
    public async Task Request_BodyThatTrickles_IsCutOffWhileOthersAreServed()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var scratch = new Scratch();
        await using var server = await PinpushServer.StartAsync(
            new ServerOptions { Url = new Uri("http://127.0.0.1:0"), DataFolder = scratch.File("data"), KeyFile = scratch.File("key") }, cancellationToken);
        using var http = new HttpClient { BaseAddress = server.Address };

        var slow = Enumerable.Range(0, 200).Select(async _ =>
        {
            using var client = new TcpClient();
            await client.ConnectAsync(server.Address.Host, server.Address.Port, cancellationToken);
            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes("PUT /v1/apps HTTP/1.1\r\nHost: x\r\nContent-Length: 7000000\r\n\r\n{"), cancellationToken);
            using var reader = new StreamReader(stream);
            return await reader.ReadLineAsync(cancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
        }).ToList();
        var (health, memory) = (await http.GetStringAsync(new Uri("/healthz", UriKind.Relative), cancellationToken), GC.GetTotalMemory(forceFullCollection: false));
        var answers = await Task.WhenAll(slow);

        Assert.Equal("ok", health);
        Assert.InRange(memory, 0, 500_000_000); // 200 bodies of 7 MB are not set aside before they come
        Assert.All(answers, a => Assert.Equal("HTTP/1.1 400 Bad Request", a));
    }

    [Fact]
    public async Task KeyFile_ManyFirstStartsAtOnce_AllHaveTheSameKey()
    {
        using var scratch = new Scratch();

        for (var round = 0; round < 50; round++)
        {
            var file = scratch.File($"{round}/key");
            var boxes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => SecretBox.Open(file))));

            var closed = boxes[0].Seal("secret"u8, "c");
            Assert.All(boxes, box => Assert.Equal("secret"u8.ToArray(), box.Unseal(closed, "c")));
            Assert.Equal([file], Directory.GetFiles(scratch.File($"{round}")));
        }
    }

    private static async Task UntilAsync(Func<bool> isSo, CancellationToken cancellationToken)
    {
        for (var waited = 0; !isSo(); waited += 20)
        {
            Assert.True(waited < 60_000, "It did not come to pass within a minute.");
            await Task.Delay(20, cancellationToken);
        }
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Peers", name);
}
