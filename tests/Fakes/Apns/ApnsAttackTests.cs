using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Pinpush.Fakes.Apns;

namespace Pinpush.Fakes.Tests.Apns;

/// <summary>Requests that a client would not send by mistake: each gets APNs' own answer, and none ends a connection or passes.</summary>
public sealed class ApnsAttackTests(TestFolder folder) : IClassFixture<TestFolder>
{
    private const string Alert = """{"aps":{"alert":"x"}}""";
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"alg":"none","kid":"KEY"}""", 0, "InvalidProviderToken")]
    [InlineData("""{"alg":"ES384","kid":"KEY"}""", 0, "InvalidProviderToken")]
    [InlineData("""{"alg":"HS256","kid":"KEY"}""", 0, "InvalidProviderToken")]
    [InlineData("""{"alg":"ES256"}""", 0, "InvalidProviderToken")]
    [InlineData("""{"alg":"ES256","kid":"\ud800"}""", 0, "InvalidProviderToken")]
    [InlineData("""{"alg":"ES256","kid":7}""", 0, "InvalidProviderToken")]
    [InlineData("""["ES256"]""", 0, "InvalidProviderToken")]
    [InlineData("""{"alg":"ES256","kid":"KEY"}""", 600, "InvalidProviderToken")] // from the future
    [InlineData("""{"alg":"ES256","kid":"KEY"}""", -3700, "ExpiredProviderToken")]
    [InlineData("""{"alg":"ES256","kid":"KEY"}""", 120, "")] // clocks differ a little
    public async Task ProviderToken_Forged_IsRefused(string header, int seconds, string reason)
    {
        await using var apns = await StartAsync();
        apns.RegisterKey("TEAM", "KEY", key.ExportSubjectPublicKeyInfoPem());
        var token = Signer.ProviderToken(key, header, $$"""{"iss":"TEAM","iat":{{Now.ToUnixTimeSeconds() + seconds}}}""");

        Assert.Equal(Answer(reason), await PostAsync(apns, "/3/device/00ff", ("authorization", "bearer " + token)));
    }

    [Theory]
    [InlineData("bearer ..")]
    [InlineData("bearer a.b")]
    [InlineData("bearer !!.!!.!!")]
    [InlineData("bearer ")]
    public async Task ProviderToken_Garbage_IsRefused(string authorization)
    {
        await using var apns = await StartAsync();
        Assert.Equal(Answer("InvalidProviderToken"), await PostAsync(apns, "/3/device/00ff", ("authorization", authorization)));
    }

    [Fact]
    public async Task ProviderToken_SignedOnAnotherCurveOrInDer_IsRefused()
    {
        await using var apns = await StartAsync();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        apns.RegisterKey("TEAM", "P384", other.ExportSubjectPublicKeyInfoPem());
        apns.RegisterKey("TEAM", "KEY", key.ExportSubjectPublicKeyInfoPem());
        var text = Signer.ProviderToken(key, "KEY", "TEAM", Now);
        var der = key.SignData(Encoding.ASCII.GetBytes(text[..text.LastIndexOf('.')]), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

        var derSigned = text[..text.LastIndexOf('.')] + "." + System.Buffers.Text.Base64Url.EncodeToString(der);

        foreach (var token in new[] { Signer.ProviderToken(other, "P384", "TEAM", Now), derSigned })
        {
            Assert.Equal(Answer("InvalidProviderToken"), await PostAsync(apns, "/3/device/00ff", ("authorization", "bearer " + token)));
        }
    }

    [Theory]
    [InlineData("apns-priority", "10")]
    [InlineData("apns-topic", "com.example.shop")]
    [InlineData("authorization", "bearer a.b.c")]
    public async Task Header_SentTwice_IsRefused(string name, string value)
    {
        await using var apns = await StartAsync();
        Assert.Equal(Answer("DuplicateHeaders"), await PostAsync(apns, "/3/device/00ff", (name, value), ("apns-priority", "10"), Bearer));
    }

    [Theory]
    [InlineData("/3/device/../device/00ff", "BadPath")]
    [InlineData("/3/device/%2e%2e/00ff", "BadPath")]
    [InlineData("/3/device/00ff/", "BadPath")]
    [InlineData("/3/device/00ff?x=1", "BadPath")]
    [InlineData("//3/device/00ff", "BadPath")]
    [InlineData("/3/DEVICE/00ff", "BadPath")]
    [InlineData("/3/device/00%2fff", "BadDeviceToken")]
    [InlineData("/3/device/%00", "BadDeviceToken")]
    public async Task Path_Tricks_ReachNoDevice(string path, string reason)
    {
        await using var apns = await StartAsync(strict: true);
        apns.RegisterKey("TEAM", "KEY", key.ExportSubjectPublicKeyInfoPem());

        var answer = await PostAsync(apns, path, Bearer);

        Assert.Contains(answer, new[] { Answer(reason), "" }); // what the HTTP layer refuses itself has no body
        Assert.Equal(0, apns.Inbox.Totals.Accepted);
    }

    [Theory]
    [InlineData(70_000)]
    [InlineData(1_000_000)]
    public async Task Body_FarTooLarge_IsRefusedAndTheNextPushPasses(int size)
    {
        await using var apns = await StartAsync();
        using var http = new HttpClient();

        using var large = await http.SendAsync(Request(apns, new string('x', size)), Cancel);
        using var small = await http.SendAsync(Request(apns, Alert), Cancel);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.OK), (large.StatusCode, small.StatusCode));
    }

    [Fact]
    public async Task Certificate_Expired_IsRefused()
    {
        await using var apns = await StartAsync();
        using var own = RSA.Create(2048);
        var request = new CertificateRequest(
            "UID=com.example.shop, CN=Apple Push Services: com.example.shop", own, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(Now.AddYears(-2), Now.AddDays(-1));
        using var handler = new SocketsHttpHandler();
        using var authority = X509CertificateLoader.LoadCertificateFromFile(apns.Authority.CaPath);
        handler.SslOptions.CertificateChainPolicy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { authority },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        using var http = new HttpClient(handler);

        using var response = await http.SendAsync(Request(apns, Alert, apns.TlsAddress), Cancel);

        Assert.Equal(Answer("BadCertificate"), await response.Content.ReadAsStringAsync(Cancel));
    }

    private (string, string) Bearer => ("authorization", "bearer " + Signer.ProviderToken(key, "KEY", "TEAM", Now));

    private static string Answer(string reason) => reason.Length > 0 ? $$"""{"reason":"{{reason}}"}""" : "";

    private Task<ApnsSimulator> StartAsync(bool strict = false) => ApnsSimulator.StartAsync(new() { AuthorityFolder = folder.Path, Strict = strict }, Cancel);

    private static Task<string> PostAsync(ApnsSimulator apns, string path, params (string, string)[] headers) =>
        RawHttp2.PostAsync(apns.ClearAddress, path, [("apns-topic", "com.example.shop"), ("apns-push-type", "alert"), .. headers], Alert, Cancel);

    private HttpRequestMessage Request(ApnsSimulator apns, string body, Uri? address = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address ?? apns.ClearAddress, "/3/device/00ff"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent(body),
        };
        request.Headers.TryAddWithoutValidation(Bearer.Item1, Bearer.Item2);
        request.Headers.Add("apns-topic", "com.example.shop");
        return request;
    }
}
