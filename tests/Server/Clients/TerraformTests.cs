using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Pinpush.AwsProvider.Tests;

namespace Pinpush.Server.Tests.Clients;

/// <summary>
/// What the AWS provider of Terraform, and of Pulumi by its bridge, sends for Pinpoint's resources: it knows no null, so that 0 and "" are what is not set.
/// </summary>
/// <remarks>Source: the calls of its resource code of 2026, aws-sdk-go-v2/service/pinpoint 1.39.25, as seen on the wire.</remarks>
public sealed class TerraformTests(Stage stage) : IClassFixture<Stage>
{
    private const string Zeros = """{"Daily":0,"MaximumDuration":0,"MessagesPerSecond":0,"Total":0}""";

    public static TheoryData<int, string> Stories() => new(RecordedStory.All().Select((s, i) => (i, s.Kind)));

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task RecordedCalls_AreTaken_OneAfterTheOther(int index, string kind)
    {
        using var http = new SignedHttp(stage.Server);
        var story = RecordedStory.All()[index];
        var app = kind == "app:App" ? "" : await stage.AppAsync();
        foreach (var (call, body) in story.Steps.SelectMany(s => s.Calls))
        {
            var line = story.Fill(call, app).Split(' ');
            var (status, answer) = await http.SendAsync(line[0], line[1], body is null ? null : story.Fill(body, app));

            Assert.True(status is >= 200 and < 300, $"{call}: {status} {answer}");
            app = call == "POST /v1/apps" ? (string?)JsonNode.Parse(answer)!["Id"] ?? "" : app; // an object
        }
    }

    [Theory]
    [InlineData("{}", """{"CampaignHook":{},"Limits":{},"QuietTime":{}}""")] // after every create
    [InlineData($$$"""{"Limits":{{{Zeros}}}}""", $$$"""{"CampaignHook":{},"Limits":{{{Zeros}}},"QuietTime":{}}""")] // a block that was taken out
    [InlineData("""{"QuietTime":{"End":"","Start":""}}""", """{"CampaignHook":{},"Limits":{},"QuietTime":{}}""")]
    [InlineData("""{"CampaignHook":{"LambdaFunctionName":"","Mode":"","WebUrl":""}}""", """{"CampaignHook":{},"Limits":{},"QuietTime":{}}""")]
    public async Task Settings_AreTaken_AndAllBlocksAreThere(string body, string expected)
    {
        using var http = new SignedHttp(stage.Server);
        var target = $"/v1/apps/{await stage.AppAsync()}/settings";

        var (written, answer) = await http.SendAsync("PUT", target, body);

        var (read, text) = await http.GetAsync(target);
        Assert.Equal((200, 200, answer), (written, read, text));
        var settings = JsonNode.Parse(text)!.AsObject(); // an object
        settings.Remove("ApplicationId");
        settings.Remove("LastModifiedDate");
        Same.Json(expected, settings);
    }

    [Theory]
    [InlineData("apns")]
    [InlineData("apns_sandbox")]
    [InlineData("apns_voip")]
    [InlineData("apns_voip_sandbox")]
    public async Task ApnsChannel_WithAllEightMembers_KeepsTheMethodAsItCame(string channel)
    {
        using var http = new SignedHttp(stage.Server);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var body = new JsonObject
        {
            ["BundleId"] = "com.example.app",
            ["Certificate"] = "",
            ["DefaultAuthenticationMethod"] = "",
            ["Enabled"] = true,
            ["PrivateKey"] = "",
            ["TeamId"] = "TEAM123456",
            ["TokenKey"] = key.ExportPkcs8PrivateKeyPem(),
            ["TokenKeyId"] = "KEY1234567",
        };

        var (status, answer) = await http.SendAsync("PUT", $"/v1/apps/{await stage.AppAsync()}/channels/{channel}", body.ToJsonString());

        Assert.Equal((200, ""), (status, (string?)JsonNode.Parse(answer)!["DefaultAuthenticationMethod"])); // an object; else each plan would have a difference
    }

    [Fact]
    public async Task GcmChannel_WhoseServiceAccountIsNotSent_IsToldWhy()
    {
        using var http = new SignedHttp(stage.Server);

        var (status, answer) = await http.SendAsync(
            "PUT", $"/v1/apps/{await stage.AppAsync()}/channels/gcm", """{"ApiKey":"","DefaultAuthenticationMethod":"KEY","Enabled":true}""");

        Assert.Equal(400, status);
        Assert.EndsWith(
            "with Terraform or Pulumi set default_authentication_method to TOKEN, else they do not send the service account.",
            (string?)JsonNode.Parse(answer)!["Message"], StringComparison.Ordinal); // an error has one
    }

    [Theory]
    [InlineData("channels/adm")]
    [InlineData("channels/baidu")]
    [InlineData("channels/email")]
    [InlineData("channels/sms")]
    [InlineData("channels/voice")]
    [InlineData("eventstream")]
    public async Task WhatIsNotServed_IsNotThere_AndCannotBeWritten(string what)
    {
        using var http = new SignedHttp(stage.Server);
        var target = $"/v1/apps/{await stage.AppAsync()}/{what}";

        Assert.Equal(404, (await http.SendAsync("GET", target)).Status);
        Assert.Equal(404, (await http.SendAsync("DELETE", target)).Status);
        Assert.Equal(405, (await http.SendAsync(what == "eventstream" ? "POST" : "PUT", target, "{}")).Status);
    }
}
