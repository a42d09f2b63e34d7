using System.Text.Json.Nodes;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Tests.Storage;

/// <summary>A row that is not what was written is told with file and row, and stops only what needs it.</summary>
public sealed class DamagedRowTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("token-e1", "token-e9")] // reads as well as before
    [InlineData("{", "}")]
    public async Task Endpoint_ItsRowIsDamaged_GetsNothingWhileAllOthersDo(string was, string now)
    {
        await using var server = await ServerProcess.StartAsync(Cancel);
        var app = await server.AppAsync();
        foreach (var id in new[] { "e0", "e1", "e2" })
        {
            await server.RegisterAsync(app, id, new() { User = new() { UserId = "u" } });
        }

        Spoil(server.Scratch.File("data/endpoints.db"), "endpoints", was, now, "number = 2");
        var (status, run) = await server.EndedAsync(app, await server.CampaignAsync(app, Calls.To(await server.SegmentAsync(app))));
        var direct = await server.SendAsync(app, "e0", "e1", "e2");
        var refused = await Calls.RefusedAsync(() => server.EndpointAsync(app, "e1"));
        var written = await Calls.RefusedAsync(() => server.RegisterAsync(app, "e1"));

        Assert.Equal(("COMPLETED", 2), (status, run.SuccessfulEndpointCount));
        Assert.Equal(["e0", "e2"], direct.Where(r => r.Value.StatusCode == 200).Select(r => r.Key).Order(StringComparer.Ordinal));
        const string Told = "endpoints.db: the row endpoints 2 is damaged. "
            + "What needs it does not go on; put back all files of the data folder from one backup.";
        Assert.Equal(((500, Told), (500, Told)), (refused, written));
        Assert.Equal("token-e0", (await server.EndpointAsync(app, "e0")).Address);
        Assert.Equal(["e0", "e2"], (await server.Aws.GetUserEndpointsAsync(new() { ApplicationId = app, UserId = "u" }, Cancel)).EndpointsResponse.Item
            .Select(e => e.Id).Order(StringComparer.Ordinal));
        Assert.Contains(Told, server.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Apns.Inbox.All(), d => d.Token is "token-e1" or "token-e9");

        File.Delete(server.Scratch.File("data/endpoints.index"));
        await server.KillAsync();
        File.Delete(server.Scratch.File("data/endpoints.index"));
        await server.RestartAsync(Cancel); // reads all rows, and starts
        Assert.Equal("token-e2", (await server.EndpointAsync(app, "e2")).Address);
        await server.Aws.DeleteAppAsync(new() { ApplicationId = app }, Cancel);
    }

    [Fact]
    public async Task Segment_ItsRowIsDamaged_CampaignStopsAndNothingElse()
    {
        await using var server = await ServerProcess.StartAsync(Cancel);
        var app = await server.AppAsync();
        await server.RegisterAsync(app, "e");
        var (sound, spoilt) = (await server.SegmentAsync(app), await server.SegmentAsync(app));
        var paused = Calls.To(spoilt);
        paused.IsPaused = true;
        var campaign = await server.CampaignAsync(app, paused);
        await server.KillAsync();
        Spoil(server.Scratch.File("data/core.db"), "documents", "some", "sane", $"id = '{spoilt}'");
        Spoil(server.Scratch.File("data/core.db"), "documents", "PAUSED", "SCHEDULED", $"id = '{campaign}'", withSum: true);

        await server.RestartAsync(Cancel);
        var (status, message) = await Calls.RefusedAsync(
            () => server.Aws.GetSegmentAsync(new() { ApplicationId = app, SegmentId = spoilt }, Cancel));
        var (ended, run) = await server.EndedAsync(app, await server.CampaignAsync(app, Calls.To(sound)));

        Assert.Equal((500, $"core.db: the row documents segment {app} {spoilt} 1 is damaged."), (status, message[..(message.IndexOf('.', 8) + 1)]));
        Assert.Equal(("COMPLETED", 1), (ended, run.SuccessfulEndpointCount));
        Assert.Equal("SCHEDULED", (await server.StatusAsync(app, campaign)).Replace("EXECUTING", "SCHEDULED", StringComparison.Ordinal));
        Assert.Single(server.Log.Split('\n'), l => l.Contains($"Campaign {campaign} does not go on", StringComparison.Ordinal));
    }

    // Sound JSON of other content, as a bit that flips makes it now and then; withSum as the server itself would write it.
    private static void Spoil(string file, string table, string was, string now, string where, bool withSum = false)
    {
        using var connection = new Database(file, "").Open(readOnly: false);
        using var statements = new Statements(connection);
        Assert.Equal(1, statements.Execute(
            $"UPDATE {table} SET body = CAST(replace(CAST(body AS TEXT), '{was}', '{now}') AS BLOB){(withSum ? ", sum = NULL" : "")} WHERE {where}"));
    }
}
