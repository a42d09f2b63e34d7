using System.Text.Json.Nodes;
using Amazon.Pinpoint.Model;

namespace Pinpush.Server.Tests.Storage;

/// <summary>A restart forgets nothing: every resource is answered as before.</summary>
public sealed class RestartTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task Restart_AnAppWithAllThatItHas_IsReadAsBefore()
    {
        var app = await stage.AppAsync();
        await stage.LimitAsync(app, 5000);
        foreach (var i in new[] { 1, 2 })
        {
            await stage.RegisterAsync(app, $"e{i}", new() { User = new EndpointUser { UserId = "u" }, Attributes = new() { ["Plan"] = ["pro"] } });
        }

        var segment = await stage.SegmentAsync(app);
        await stage.ChangeAsync(app, segment, new() { Name = "again" });
        var sent = await stage.CampaignAsync(app, Calls.To(segment));
        await stage.EndedAsync(app, sent);
        var paused = Calls.To(segment);
        paused.IsPaused = true;
        await stage.CampaignAsync(app, paused);
        await stage.TemplateAsync("kept", "one");
        await stage.RewriteAsync("kept", "two", newVersion: true);
        var now = TimeProvider.System.GetUtcNow();
        string[] paths =
        [
            $"/v1/apps/{app}", $"/v1/apps/{app}/settings", $"/v1/apps/{app}/channels", $"/v1/apps/{app}/users/u", $"/v1/apps/{app}/segments",
            $"/v1/apps/{app}/segments/{segment}/versions", $"/v1/apps/{app}/campaigns",
            $"/v1/apps/{app}/campaigns/{sent}/versions", $"/v1/apps/{app}/campaigns/{sent}/activities",
            $"/v1/apps/{app}/kpis/daterange/successful-delivery-rate?end-time={now.AddDays(1):yyyy-MM-dd}&start-time={now.AddDays(-1):yyyy-MM-dd}",
            "/v1/templates", "/v1/templates/kept/push", "/v1/templates/kept/push/versions",
        ];
        var before = await ReadAsync(paths);

        await stage.RestartAsync();

        Assert.Equal(before, await ReadAsync(paths));
    }

    private async Task<List<string>> ReadAsync(string[] paths)
    {
        using var http = new SignedHttp(stage.Server);
        var answers = new List<string>();
        foreach (var path in paths)
        {
            var (status, body) = await http.GetAsync(path);
            Assert.True(status == 200, $"{path}: {body}");
            var answer = JsonNode.Parse(body)!.AsObject(); // an object
            answer.Remove("RequestID"); // of this one request
            answers.Add($"{path} {answer.ToJsonString()}");
        }

        return answers;
    }
}
