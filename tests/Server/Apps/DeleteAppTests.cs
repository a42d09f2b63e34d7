using System.Globalization;
using System.Text.Json.Nodes;
using Pinpush.Server.Storage;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Apps;

/// <summary>DeleteApp is one step: before it all is there, after it nothing, and of what was written meanwhile nothing either.</summary>
public sealed class DeleteAppTests(Stage stage) : IClassFixture<Stage>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DeleteApp_WithAllThatAnAppHas_LeavesNothingThatCanBeRead()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "phone");
        var segment = await stage.SegmentAsync(app);
        var campaign = await stage.CampaignAsync(app, Calls.To(segment));
        using var http = new SignedHttp(stage.Server);

        await stage.Aws.DeleteAppAsync(new() { ApplicationId = app }, Cancel);

        foreach (var path in new[] { "", "/settings", "/channels", "/endpoints/phone",
                                      $"/segments/{segment}", $"/campaigns/{campaign}", $"/campaigns/{campaign}/activities" })
        {
            Assert.Equal(404, (await http.GetAsync($"/v1/apps/{app}{path}")).Status);
        }
    }

    [Fact]
    public async Task DeleteApp_StoreRefuses_SaysThatNothingWasChangedAndNothingWas()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "phone");
        using var http = new SignedHttp(stage.Server);
        Execute("core.db", "CREATE TRIGGER stays BEFORE DELETE ON documents WHEN OLD.kind = 'app' BEGIN SELECT RAISE(ABORT, 'no'); END");

        var (status, body) = await http.SendAsync("DELETE", $"/v1/apps/{app}");

        Execute("core.db", "DROP TRIGGER stays");
        Assert.Equal((500, "The store refused the change; nothing was changed."), (status, (string?)JsonNode.Parse(body)!["Message"])); // an error has one
        Assert.Equal("token-phone", (await stage.EndpointAsync(app, "phone")).Address);
        Assert.Single(await stage.SendAsync(app, "phone"), r => r.Value.StatusCode == 200);
        await stage.Aws.DeleteAppAsync(new() { ApplicationId = app }, Cancel);
    }

    [Theory]
    [InlineData("endpoints.db", "endpoints")]
    [InlineData("ledger.db", "runs")]
    [InlineData("events.db", "events")]
    public async Task DeleteApp_AFileRefuses_TheAppIsGoneAndTheRestFollowsAtTheNextStart(string file, string table)
    {
        var app = await FullAppAsync();
        using var http = new SignedHttp(stage.Server);
        Execute(file, $"CREATE TRIGGER stays BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END");

        var (status, _) = await http.SendAsync("DELETE", $"/v1/apps/{app}");

        Assert.Equal((200, 404), (status, (await http.GetAsync($"/v1/apps/{app}/endpoints/phone")).Status));
        Assert.NotEqual(0, Rows(app));
        Execute(file, "DROP TRIGGER stays");
        await stage.RestartAsync();
        await Until.SoAsync(() => Scalar("core.db", "SELECT COUNT(*) FROM leaving") is 0L, Cancel); // the last that goes
        Assert.Equal(0, Rows(app));
    }

    [Fact]
    public async Task DeleteApp_TwoAtOnce_OneDeletesAndTheOtherFindsNone()
    {
        for (var round = 0; round < 10; round++)
        {
            var app = await FullAppAsync();
            using var http = new SignedHttp(stage.Server);

            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => http.SendAsync("DELETE", $"/v1/apps/{app}")));

            Assert.Equal([200, 404, 404, 404], answers.Select(a => a.Status).Order());
            Assert.Equal(0, Rows(app));
        }
    }

    [Fact]
    public async Task DeleteApp_OthersWriteMeanwhile_NothingOfThemRemains()
    {
        for (var round = 0; round < 5; round++)
        {
            var app = await FullAppAsync();
            using var http = new SignedHttp(stage.Server);
            using var stop = new CancellationTokenSource();
            var segment = (string?)JsonNode.Parse((await http.SendAsync("POST", $"/v1/apps/{app}/segments", """{"Name":"s"}""")).Body)!["Id"];
            var answers = new System.Collections.Concurrent.ConcurrentBag<int>();
            var writing = Enumerable.Range(0, 16).Select(async i =>
            {
                for (var n = 0; !stop.IsCancellationRequested; n++)
                {
                    var (method, path, body) = (i % 5) switch
                    {
                        0 => ("PUT", $"endpoints/e{i}-{n}", """{"Address":"t","ChannelType":"GCM"}"""),
                        1 => ("POST", "segments", """{"Name":"s"}"""),
                        2 => ("POST", "campaigns", $$"""
                            {"SegmentId":"{{segment}}","Schedule":{"StartTime":"IMMEDIATE"},"MessageConfiguration":{"APNSMessage":{"Title":"C","Body":"B"} } }
                            """),
                        3 => ("PUT", "settings", """{"Limits":{"MessagesPerSecond":100}}"""),
                        _ => ("POST", "events", $$"""
                            {"BatchItem":{"e{{i}}":{"Endpoint":{},"Events":{"{{n}}":{"EventType":"x","Timestamp":"2026-01-02T03:04:05Z"} } } } }
                            """),
                    };
                    answers.Add((await http.SendAsync(method, $"/v1/apps/{app}/{path}", body)).Status);
                }
            }).ToList();
            await Until.SoAsync(() => answers.Count > 50, Cancel);

            var (status, _) = await http.SendAsync("DELETE", $"/v1/apps/{app}");
            var before = answers.Count;
            await Until.SoAsync(() => answers.Count > before + 50, Cancel);
            await stop.CancelAsync();
            await Task.WhenAll(writing);

            Assert.Equal(200, status);
            Assert.Equal([404], answers.Where(a => a >= 300).Distinct());
            Assert.Equal(0, Rows(app));
        }
    }

    // An app with something in every file.
    private async Task<string> FullAppAsync()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "phone");
        await stage.LimitAsync(app, 5000);
        await stage.EndedAsync(app, await stage.CampaignAsync(app, Calls.To(await stage.SegmentAsync(app))));
        await stage.Aws.PutEventsAsync(new()
        {
            ApplicationId = app,
            EventsRequest = new()
            {
                BatchItem = new()
                {
                    ["phone"] = new() { Endpoint = new(), Events = new() { ["e"] = new() { EventType = "x", Timestamp = "2026-01-02T03:04:05Z" } } },
                },
            },
        }, Cancel);
        Assert.Equal(8, Rows(app)); // app, settings, channel, segment, campaign; an endpoint; a run; an event
        return app;
    }

    private long Rows(string app) => Scalar("core.db", $"SELECT COUNT(*) FROM documents WHERE app = '{app}' OR id = '{app}'")
        + Scalar("endpoints.db", $"SELECT COUNT(*) FROM endpoints WHERE instr(CAST(body AS TEXT), '{app}') > 0")
        + Scalar("ledger.db", $"SELECT COUNT(*) FROM runs WHERE app = '{app}'")
        + Scalar("events.db", $"SELECT COUNT(*) FROM events WHERE app = '{app}'");

    private long Scalar(string file, string sql) => Convert.ToInt64(
        new Database(stage.Scratch.File($"data/{file}"), "").Read(s => s.Scalar(sql)), CultureInfo.InvariantCulture);

    private void Execute(string file, string sql)
    {
        using var connection = new Database(stage.Scratch.File($"data/{file}"), "").Open(readOnly: false);
        using var statements = new Statements(connection);
        statements.Execute(sql);
    }
}
