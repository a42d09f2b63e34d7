using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Pinpush.Fakes.Fcm;

namespace Pinpush.Fakes.Tests.Fcm;

/// <summary>The simulator against a public FCM client: @googleapis/fcm, over HTTP/1.1 and over HTTP/2.</summary>
public sealed class NodeFcmTests(TestFolder folder) : IClassFixture<TestFolder>
{
    private const string Email = "push@shop-1.iam.gserviceaccount.com";
    private static readonly string Device = "dev1:" + new string('a', 140);
    private static readonly string Gone = "dev2:" + new string('b', 140);
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GoogleApisFcm_GoodMessagesArriveAndBadOnesAreRefused()
    {
        await using var fcm = await FcmSimulator.StartAsync(new() { AuthorityFolder = folder.Path }, Cancel);
        using var key = RSA.Create(2048);
        fcm.RegisterAccount(Email, "shop-1", key.ExportSubjectPublicKeyInfoPem());
        fcm.Script(Gone, ScriptedOutcome.Unregistered());
        var input = new JsonObject
        {
            ["rootUrl"] = $"https://localhost:{fcm.TlsAddress.Port}/",
            ["tokenUrl"] = fcm.TokenAddress.ToString(),
            ["email"] = Email,
            ["key"] = key.ExportPkcs8PrivateKeyPem(),
            ["cases"] = JsonNode.Parse($$"""
                [
                  {"name":"good","message":{"token":"{{Device}}","data":{"pinpoint.notification.title":"Hi"},"android":{"ttl":"3600s","collapseKey":"x"} } },
                  {"name":"number","message":{"token":"{{Device}}","data":{"count":5} } },
                  {"name":"ttl","message":{"token":"{{Device}}","android":{"ttl":"1h"} } },
                  {"name":"gone","message":{"token":"{{Gone}}"} },
                  {"name":"project","project":"other","message":{"token":"{{Device}}"} }
                ]
                """),
        };

        var output = await NodePeers.RunAsync(
            "Fcm/NodeFcm.mjs",
            "@googleapis/fcm",
            new Dictionary<string, string> { ["PINPUSH_CASES"] = input.ToJsonString(), ["NODE_EXTRA_CA_CERTS"] = fcm.Authority.CaPath },
            Cancel);

        Assert.Equal(
            """{"token":200"""
            + ""","good1":"200","number1":"400 message.data[0].value","ttl1":"400 message.android.ttl","gone1":"404 UNREGISTERED","project1":"403"""
            + """ ","good2":"200","number2":"400 message.data[0].value","ttl2":"400 message.android.ttl","gone2":"404 UNREGISTERED","project2":"403 "}""",
            output.Trim());
        Assert.Equal(2, fcm.Inbox.AcceptedFor(Device));
        Assert.Null(fcm.Inbox.For(Device)[0].Remark);
    }
}
