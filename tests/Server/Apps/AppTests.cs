using System.Text.Json.Nodes;
using Amazon.Pinpoint.Model;

namespace Pinpush.Server.Tests.Apps;

public sealed class AppTests(Stage stage) : IClassFixture<Stage>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateApp_WithTags_IsReadAsItWasAnswered()
    {
        using var http = new SignedHttp(stage.Server);

        var (status, made) = await http.SendAsync("POST", "/v1/apps", """{"Name":"Ärger & Ruhe","tags":{"team":"push"}}""");

        var app = JsonNode.Parse(made)!; // an object
        Assert.Equal(201, status);
        Assert.Equal($"arn:aws:mobiletargeting:us-east-1:000000000000:apps/{app["Id"]}", (string?)app["Arn"]);
        Assert.Equal(("Ärger & Ruhe", """{"team":"push"}"""), ((string?)app["Name"], app["tags"]!.ToJsonString())); // it has some
        Assert.Equal((200, made), await http.GetAsync($"/v1/apps/{app["Id"]}"));
    }

    [Fact]
    public async Task UpdateApplicationSettings_Limits_AreKept()
    {
        var app = await stage.AppAsync();

        await stage.LimitAsync(app, 5000);

        var settings = (await stage.Aws.GetApplicationSettingsAsync(new() { ApplicationId = app }, Cancel)).ApplicationSettingsResource;
        Assert.Equal((app, 5000), (settings.ApplicationId, settings.Limits.MessagesPerSecond));
    }

    [Fact]
    public async Task GetApps_InPages_GivesEachOnceNewestFirst()
    {
        for (var i = 0; i < 5; i++)
        {
            await stage.Aws.CreateAppAsync(new() { CreateApplicationRequest = new() { Name = "one of many" } }, Cancel);
        }

        var (seen, token) = (new List<ApplicationResponse>(), (string?)null);
        do
        {
            var page = (await stage.Aws.GetAppsAsync(new() { PageSize = "2", Token = token }, Cancel)).ApplicationsResponse;
            Assert.InRange(page.Item.Count, 1, 2);
            seen.AddRange(page.Item);
            token = page.NextToken;
        }
        while (token is not null);

        var all = (await stage.Aws.GetAppsAsync(new() { PageSize = "1000" }, Cancel)).ApplicationsResponse.Item;
        Assert.Equal(all.Select(a => a.Id), seen.Select(a => a.Id));
        Assert.Equal(seen.Select(a => a.CreationDate).OrderDescending(StringComparer.Ordinal), seen.Select(a => a.CreationDate));
    }

    [Theory]
    [InlineData("page-size=many", "page-size 'many' is not a whole number.")]
    [InlineData("token=eA", "token is not one that this list gave, or its item is gone: start again without it.")]
    [InlineData("token=eA==", "token is not one that this list gave, or its item is gone: start again without it.")]
    public async Task GetApps_PageThatIsNone_IsRefused(string query, string message)
    {
        using var http = new SignedHttp(stage.Server);

        var (status, body) = await http.SendAsync("GET", $"/v1/apps?{query.Replace("==", "%3D%3D", StringComparison.Ordinal)}");

        Assert.Equal((400, message), (status, (string?)JsonNode.Parse(body)!["Message"])); // an error has one
    }
}
