using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pinpush.Fakes.Apns;

namespace Pinpush.Fakes.Tests.Apns;

/// <summary>The simulator against a public APNs client: @parse/node-apn.</summary>
public sealed class NodeApnsTests(TestFolder folder) : IClassFixture<TestFolder>
{
    private const string Device = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static readonly string Gone = new('a', 64);
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NodeApn_TokenAuth_GoodPushesArriveAndBadOnesAreRefused()
    {
        await using var apns = await StartAsync();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        apns.RegisterKey("TEAM123456", "KEY1234567", key.ExportSubjectPublicKeyInfoPem());
        apns.Script(Gone, ScriptedOutcome.Unregistered());

        var results = await SendAsync(apns, key, null, """
            [
              {"name":"alert","payload":{"aps":{"alert":{"title":"Hi","body":"There"}},"data":{"pinpoint":{"deeplink":"shop://x"}}}},
              {"name":"silent","headers":{"pushType":"background","priority":5},"payload":{"aps":{"content-available":1}}},
              {"name":"silentUrgent","headers":{"pushType":"background","priority":10},"payload":{"aps":{"content-available":1}}},
              {"name":"large","size":5000},
              {"name":"collapse","headers":{"collapseId":"ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"},"payload":{"aps":{"alert":"x"}}},
              {"name":"gone","token":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","payload":{"aps":{"alert":"x"}}}
            ]
            """);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse($$"""
            {
              "alert":{"sent":"{{Device}}"},
              "silent":{"sent":"{{Device}}"},
              "silentUrgent":{"status":400,"reason":"BadPriority"},
              "large":{"status":413,"reason":"PayloadTooLarge"},
              "collapse":{"status":400,"reason":"BadCollapseId"},
              "gone":{"status":410,"reason":"Unregistered"}
            }
            """), results), results.ToString());
        Assert.Equal(2, apns.Inbox.AcceptedFor(Device));
        var first = apns.Inbox.For(Device)[0];
        Assert.Equal("""{"aps":{"alert":{"title":"Hi","body":"There"}},"data":{"pinpoint":{"deeplink":"shop://x"}}}""", first.Payload);
        Assert.Null(first.Remark);
        Assert.Equal("com.example.shop", first.Headers["apns-topic"]);
    }

    [Fact]
    public async Task NodeApn_WrongKey_IsRefused()
    {
        await using var apns = await StartAsync();
        using var registered = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var used = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        apns.RegisterKey("TEAM123456", "KEY1234567", registered.ExportSubjectPublicKeyInfoPem());

        var results = await SendAsync(apns, used, null, """[{"name":"alert","payload":{"aps":{"alert":"x"}}}]""");

        Assert.Equal("InvalidProviderToken", (string?)results["alert"]!["reason"]);
        Assert.Equal(0, apns.Inbox.AcceptedFor(Device));
    }

    [Fact]
    public async Task NodeApn_CertificateAuth_TopicMustBeTheCertificates()
    {
        await using var apns = await StartAsync();
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "UID=com.example.shop, CN=Apple Push Services: com.example.shop", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        // The extensions by which Apple marks a certificate for both environments; the client looks for them.
        request.CertificateExtensions.Add(new X509Extension("1.2.840.113635.100.6.3.1", [5, 0], critical: false));
        request.CertificateExtensions.Add(new X509Extension("1.2.840.113635.100.6.3.2", [5, 0], critical: false));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        var results = await SendAsync(apns, null, (certificate, key), """
            [
              {"name":"own","payload":{"aps":{"alert":"x"}}},
              {"name":"other","headers":{"topic":"com.example.other"},"payload":{"aps":{"alert":"x"}}}
            ]
            """);

        Assert.Equal(Device, (string?)results["own"]!["sent"]);
        Assert.Equal("TopicDisallowed", (string?)results["other"]!["reason"]);
    }

    private Task<ApnsSimulator> StartAsync() => ApnsSimulator.StartAsync(new() { AuthorityFolder = folder.Path }, Cancel);

    private static async Task<JsonNode> SendAsync(
        ApnsSimulator apns, ECDsa? key, (X509Certificate2 Certificate, RSA Key)? certificate, string cases)
    {
        var all = JsonNode.Parse(cases)!.AsArray();
        foreach (var one in all)
        {
            one!["token"] ??= Device;
        }

        var input = new JsonObject
        {
            ["cases"] = all,
            ["port"] = apns.TlsAddress.Port,
            ["ca"] = apns.Authority.CaPath,
            ["key"] = key?.ExportPkcs8PrivateKeyPem(),
            ["keyId"] = "KEY1234567",
            ["teamId"] = "TEAM123456",
            ["cert"] = certificate?.Certificate.ExportCertificatePem(),
            ["certKey"] = certificate?.Key.ExportPkcs8PrivateKeyPem(),
        };
        var environment = new Dictionary<string, string> { ["PINPUSH_CASES"] = input.ToJsonString() };
        var output = await NodePeers.RunAsync("Apns/NodeApns.mjs", "@parse/node-apn", environment, Cancel);
        return JsonNode.Parse(output) ?? throw new JsonException("The script printed null.");
    }
}
