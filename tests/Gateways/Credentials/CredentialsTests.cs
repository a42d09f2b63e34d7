using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Pinpush.Contract;
using Pinpush.Gateways.Credentials;
using Pinpush.Gateways.Senders;
using Xunit;

namespace Pinpush.Gateways.Tests.Credentials;

public sealed class CredentialsTests
{
    private static readonly APNSChannelRequest Token = new()
    {
        TokenKey = Keys.EcPem,
        TokenKeyId = "KEY1234567",
        TeamId = "TEAM123456",
        BundleId = "com.example.app",
    };

    [Fact]
    public void A_token_key_may_have_escaped_line_breaks_or_be_bare_base64()
    {
        var bare = string.Concat(Keys.EcPem.Split('\n').Where(l => !l.StartsWith('-')));
        var lines = Keys.EcPem.ReplaceLineEndings("\r\n");
        var escaped = Keys.EcPem.Replace("\n", "\\n", StringComparison.Ordinal);
        var wrapped = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("\uFEFF" + lines));
        foreach (var text in new[]
        {
            Keys.EcPem, escaped, lines, lines.Replace("\r\n", "\\r\\n", StringComparison.Ordinal), bare, "\uFEFF" + lines, wrapped, $"\uFEFF{wrapped}\r\n",
        })
        {
            Assert.IsType<ChannelCredentials.ApnsToken>(ApnsCredentials.Parse(Token with { TokenKey = text }, out var faults));
            Assert.Empty(faults);
        }
    }

    [Fact]
    public void Every_fault_is_told_at_once_and_none_shows_the_key()
    {
        Assert.Null(ApnsCredentials.Parse(new() { TokenKey = "secret-text", TokenKeyId = " " }, out var faults));
        Assert.Equal(["TokenKeyId", "TeamId", "BundleId", "TokenKey"], faults.Select(f => f.Member));
        Assert.DoesNotContain("secret-text", string.Concat(faults), StringComparison.Ordinal);
        Assert.Null(ApnsCredentials.Parse(new() { Enabled = true }, out var missing));
        Assert.Contains("Missing credentials", Assert.Single(missing).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_p384_key_is_not_Apples()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Null(ApnsCredentials.Parse(Token with { TokenKey = key.ExportPkcs8PrivateKeyPem() }, out var faults));
        Assert.Contains("384 bits", Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_another_curve_is_not_Apples_though_it_is_as_long()
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp256k1"));
        Assert.Null(ApnsCredentials.Parse(Token with { TokenKey = key.ExportPkcs8PrivateKeyPem() }, out var faults));
        Assert.Contains("of the curve 1.3.132.0.10", Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_p12_without_a_key_says_so()
    {
        using var whole = Certificate();
        using var half = X509CertificateLoader.LoadCertificate(whole.RawData);
        var pfx = Convert.ToBase64String(half.Export(X509ContentType.Pfx, "secret-pass"));
        Assert.Null(ApnsCredentials.Parse(new() { Certificate = pfx, PrivateKey = "secret-pass" }, out var faults));
        Assert.Contains("no private key", Assert.Single(faults).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-pass", faults[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "a placeholder", true)]
    [InlineData("pass", "pass", true)]
    [InlineData("pass", "wrong", false)]
    public void A_p12_opens_with_its_password(string password, string privateKey, bool opens)
    {
        using var certificate = Certificate();
        var pfx = Convert.ToBase64String(certificate.Export(X509ContentType.Pfx, password));
        var request = new APNSChannelRequest { Certificate = pfx, PrivateKey = privateKey };
        var parsed = ApnsCredentials.Parse(request, out var faults);
        Assert.Equal(opens ? "com.example.app" : null, (parsed as ChannelCredentials.ApnsCertificate)?.Topic);
        Assert.Equal(opens ? 0 : 1, faults.Count);
        Assert.DoesNotContain(faults, f => f.Message.Contains(privateKey, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(600_000, null)]
    [InlineData(1_000_001, "more than 1000000 rounds")]
    public void A_p12_with_many_rounds_opens_or_is_told_for_them(int rounds, string? why)
    {
        using var certificate = Certificate();
        var form = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, rounds);
        var request = new APNSChannelRequest { Certificate = Convert.ToBase64String(certificate.ExportPkcs12(form, "pass")), PrivateKey = "pass" };

        Assert.Equal(why is null, ApnsCredentials.Parse(request, out var faults) is not null);
        Assert.Contains(why ?? "", string.Concat(faults.Select(f => f.Message)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\uFEFF", false)]
    [InlineData("", true)]
    [InlineData("\uFEFF", true)]
    public void A_service_account_may_have_a_mark_or_be_within_base64(string mark, bool isWrapped)
    {
        var text = mark + Keys.ServiceAccount;
        var request = new GCMChannelRequest { ServiceJson = isWrapped ? Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)) : text };

        var account = Assert.IsType<ChannelCredentials.FcmServiceAccount>(FcmCredentials.Parse(request, out var faults));

        Assert.Empty(faults);
        Assert.Equal(Keys.ServiceAccount.Trim(), account.Json);
    }

    [Fact]
    public void A_pem_certificate_comes_with_its_pem_key()
    {
        using var certificate = Certificate();
        using var key = certificate.GetRSAPrivateKey()!; // made with one
        var (pem, keyPem) = (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        var request = new APNSChannelRequest { Certificate = pem, PrivateKey = keyPem, BundleId = "com.other" };
        Assert.Equal("com.other", Assert.IsType<ChannelCredentials.ApnsCertificate>(ApnsCredentials.Parse(request, out _)).Topic);
        var windows = request with { Certificate = pem.ReplaceLineEndings("\r\n"), PrivateKey = keyPem.ReplaceLineEndings("\\r\\n") };
        Assert.IsType<ChannelCredentials.ApnsCertificate>(ApnsCredentials.Parse(windows, out _));
        Assert.Null(ApnsCredentials.Parse(request with { PrivateKey = "text" }, out var faults));
        Assert.Contains("PrivateKey", Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_method_chooses_between_both()
    {
        using var certificate = Certificate();
        var both = Token with { Certificate = Convert.ToBase64String(certificate.Export(X509ContentType.Pfx)) };
        Assert.IsType<ChannelCredentials.ApnsCertificate>(ApnsCredentials.Parse(both with { DefaultAuthenticationMethod = "CERTIFICATE" }, out _));
        Assert.IsType<ChannelCredentials.ApnsToken>(ApnsCredentials.Parse(both with { DefaultAuthenticationMethod = "key" }, out _));
        Assert.Null(ApnsCredentials.Parse(both with { DefaultAuthenticationMethod = "LETTER" }, out var faults));
        Assert.Contains("LETTER", Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "is not JSON")]
    [InlineData("{}", "has no project_id")]
    [InlineData("""{"project_id":"p","client_email":"e","private_key":"k"}""", "private_key")]
    public void A_service_account_that_is_none_is_told_why(string json, string why)
    {
        Assert.Null(FcmCredentials.Parse(new() { ServiceJson = json }, out var faults));
        Assert.Contains(why, Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PKCS #8", true)]
    [InlineData("PKCS #1", true)]
    [InlineData("Windows", true)]
    [InlineData("public", false)]
    public async Task A_service_account_that_is_taken_makes_a_sender(string form, bool taken)
    {
        using var key = RSA.Create(2048);
        var pem = form switch
        {
            "PKCS #1" => key.ExportRSAPrivateKeyPem(),
            "public" => key.ExportSubjectPublicKeyInfoPem(),
            "Windows" => key.ExportPkcs8PrivateKeyPem().ReplaceLineEndings("\r\n"),
            _ => key.ExportPkcs8PrivateKeyPem(),
        };
        var json = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["project_id"] = "demo",
            ["client_email"] = "a@b",
            ["private_key"] = pem,
            ["private_key_id"] = 7,
        });

        var parsed = FcmCredentials.Parse(new() { ServiceJson = json }, out var faults);

        Assert.Equal(taken ? 0 : 1, faults.Count);
        if (parsed is not null)
        {
            await using var sender = PushSenders.Create(ChannelType.Gcm, parsed, GatewayEndpoints.Real, TimeProvider.System);
        }
    }

    [Fact]
    public void A_service_account_wins_over_the_documented_default_and_a_server_key_is_kept()
    {
        Assert.IsType<ChannelCredentials.FcmServiceAccount>(FcmCredentials.Parse(new() { ServiceJson = Keys.ServiceAccount }, out _));
        Assert.IsType<ChannelCredentials.FcmServerKey>(FcmCredentials.Parse(new() { ApiKey = "AAAA" }, out _));
        Assert.Null(FcmCredentials.Parse(new() { Enabled = true }, out _));
    }

    [Fact]
    public void Credentials_print_as_their_kind() =>
        Assert.Equal("ApnsToken", ApnsCredentials.Parse(Token, out _)!.ToString());

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "UID=com.example.app, CN=Apple Push Services: com.example.app", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }
}
