using System.Text.Json.Nodes;

namespace Pinpush.Server.Tests;

/// <summary>SIGKILL in the middle of the work: what was acknowledged is there, nobody is skipped, nobody gets it twice without being on the list.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task UpdateEndpoint_ServerKilledInTheMiddleOf10000_KeepsEveryAcknowledgedOne()
    {
        Peer.Need("node", "--version");
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await ServerProcess.StartAsync(cancellationToken);
        var (app, acknowledged, enough) = ("", new List<string>(), new TaskCompletionSource());

        var burst = server.RunAsync("node", [Script("burst.cjs"), "write"], line =>
        {
            if (line.StartsWith("app ", StringComparison.Ordinal))
            {
                app = line[4..];
                return;
            }

            acknowledged.Add(line);
            if (acknowledged.Count == 3000)
            {
                enough.SetResult();
            }
        }, cancellationToken);
        await Task.WhenAny(burst, enough.Task).WaitAsync(TimeSpan.FromMinutes(1), cancellationToken);
        await server.KillAsync();
        await burst;
        Assert.InRange(acknowledged.Count, 3000, 9999);
        await server.RestartAsync(cancellationToken);
        var list = Path.Combine(server.Folder, "acknowledged");
        await File.WriteAllLinesAsync(list, acknowledged, cancellationToken);
        var (_, output, _) = await server.RunAsync("node", [Script("burst.cjs"), "check", app, list], null, cancellationToken);

        Assert.Equal($"checked {acknowledged.Count}\n", output);
    }

    [Fact]
    public async Task Campaign_ServerKilledInTheMiddleOf20000_ReachesAllAndListsWhoeverGotItTwice()
    {
        const int Recipients = 20_000;
        Peer.Need("node", "--version");
        Peer.Need("python3", "-c", "import botocore");
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await ServerProcess.StartAsync(cancellationToken);
        Credentials.Write(server.Folder);

        var (exit, output, error) = await server.RunAsync("node", [Script("campaign.cjs"), "start", server.Folder, $"{Recipients}"], null, cancellationToken);
        Assert.True(exit == 0, error);
        var (app, campaign) = (JsonNode.Parse(output)!["app"]!.GetValue<string>(), JsonNode.Parse(output)!["campaign"]!.GetValue<string>()); // the script prints both
        for (var waited = 0; server.Apns.Inbox.Totals.Accepted < Recipients / 4 && waited < 600; waited++)
        {
            await Task.Delay(50, cancellationToken);
        }

        await server.KillAsync();
        var before = server.Apns.Inbox.Totals.Accepted;
        Assert.InRange(before, Recipients / 4, Recipients - 1);
        await server.RestartAsync(cancellationToken);
        (exit, output, error) = await server.RunAsync("node", [Script("campaign.cjs"), "finish", app, campaign], null, cancellationToken);
        Assert.True(exit == 0, error);
        var activity = Assert.Single(JsonNode.Parse(output)!.AsArray())!;
        Assert.Equal(("COMPLETED", Recipients, Recipients), (activity["State"]!.GetValue<string>(), activity["TotalEndpointCount"]!.GetValue<int>(), activity["SuccessfulEndpointCount"]!.GetValue<int>()));

        (exit, output, error) = await server.RunAsync("python3", [Script("signed_get.py"), $"/pinpush/in-doubt?application-id={app}&campaign-id={campaign}"], null, cancellationToken);
        Assert.True(exit == 0, error);
        var inDoubt = JsonNode.Parse(output)!["Item"]!.AsArray().Select(i => i!["EndpointId"]!.GetValue<string>()).ToHashSet();
        var counts = server.Apns.Inbox.CountsByToken();
        Assert.Equal(Recipients, counts.Count);
        var twice = counts.Where(c => c.Accepted > 1).Select(c => $"endpoint-{Convert.ToInt64(c.Token, 16)}").ToList();
        Assert.InRange(inDoubt.Count, 0, 2000);
        Assert.Subset(inDoubt, twice.ToHashSet());
        Assert.All(counts, c => Assert.InRange(c.Accepted, 1, 2));
        Assert.Equal(twice.Count, server.Apns.Inbox.Repeated().Count); // the second one has the first one's apns-id
    }

    [Fact]
    public async Task Campaign_TemplateChangedAndDeletedAndServerKilledInTheMiddle_SaysTheSameToAll()
    {
        const int Recipients = 8000;
        Peer.Need("node", "--version");
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await ServerProcess.StartAsync(cancellationToken);
        Credentials.Write(server.Folder);

        var (exit, output, error) = await server.RunAsync("node", [Script("campaign.cjs"), "start", server.Folder, $"{Recipients}", "-", "greeting"], null, cancellationToken);
        Assert.True(exit == 0, error);
        var (app, campaign) = (JsonNode.Parse(output)!["app"]!.GetValue<string>(), JsonNode.Parse(output)!["campaign"]!.GetValue<string>()); // the script prints both
        var dropped = server.RunAsync("node", [Script("campaign.cjs"), "drop", "greeting"], null, cancellationToken);
        for (var waited = 0; (server.Apns.Inbox.Totals.Accepted < 1 || !dropped.IsCompleted) && waited < 600; waited++)
        {
            await Task.Delay(20, cancellationToken);
        }

        Assert.Equal(0, (await dropped).Exit);
        await server.KillAsync();
        Assert.InRange(server.Apns.Inbox.Totals.Accepted, 1, Recipients - 1);
        await server.RestartAsync(cancellationToken);
        (exit, output, error) = await server.RunAsync("node", [Script("campaign.cjs"), "finish", app, campaign], null, cancellationToken);
        Assert.True(exit == 0, error);

        Assert.Equal("SUCCESS", Assert.Single(JsonNode.Parse(output)!.AsArray())!["Result"]!.GetValue<string>()); // it ended
        Assert.Equal(Recipients, server.Apns.Inbox.CountsByToken().Count);
        Assert.All(server.Apns.Inbox.All(), d => Assert.Equal($"Old to endpoint-{Convert.ToInt64(d.Token, 16)}", JsonNode.Parse(d.Payload!)!["aps"]!["alert"]!["body"]!.GetValue<string>())); // an alert each
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Peers", name);
}
