using System.Text.Json.Nodes;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Clients;

/// <summary>What AWS's samples and guides tell people to send, sent by boto3, and what boto3 and the AWS command read back.</summary>
public sealed class ContractTests(ContractTests.Told told) : IClassFixture<ContractTests.Told>
{
    [Theory]
    [InlineData("segment", """
        [{"Attributes":{"Plan":{"AttributeType":"INCLUSIVE","Values":["pro"]}}},{"Attributes":{"Plan":{"AttributeType":"INCLUSIVE","Values":["pro"]}}},"still pro",{}]
        """)] // tags alone, and a name alone, take no criterion away
    [InlineData("reached", "1")] // of five
    [InlineData("paused", """["PAUSED","PAUSED","SCHEDULED"]""")]
    [InlineData("schedule", """{"StartTime":"IMMEDIATE","IsLocalTime":false,"Timezone":"utc"}""")]
    [InlineData("empties", """{"tags":{},"TemplateConfiguration":{},"AdditionalTreatments":[],"Limits":{},"HoldoutPercent":0}""")]
    [InlineData("settings", """{"CampaignHook":{},"Limits":{},"QuietTime":{}}""")]
    [InlineData("endpoint", """{"Attributes":{},"Metrics":{},"User":{"UserId":"nobody","UserAttributes":{}}}""")]
    [InlineData("user", """["null"]""")]
    [InlineData("kpi", "[31,0.0]")]
    [InlineData("command", "0")]
    public async Task Boto3_Reads_This(string what, string expected) => Same.Json(expected, (await told.SeenAsync())[what]);

    public sealed class Told : Story
    {
        protected override void Ask()
        {
            Need.AwsCommand();
            Need.Boto3();
        }

        protected override async Task<JsonNode> PlayAsync()
        {
            var app = await this.AppAsync();
            using var http = new SignedHttp(Server);
            var (status, body) = await http.SendAsync(
                "PUT", $"/v1/apps/{app}/endpoints/null",
                """
                {"Address":"token-null","ChannelType":"GCM","OptOut":"ALL","Attributes":{"k":null},"Metrics":{"m":null},"Demographic":null,
                 "User":{"UserId":"nobody","UserAttributes":{"k":null}}}
                """);
            Assert.True(status == 202, body);
            return await RunAsync("python3", "contract.py", Scratch.Folder, app);
        }
    }
}
