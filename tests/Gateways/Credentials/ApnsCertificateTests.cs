using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pinpush.Contract;
using Pinpush.Gateways.Credentials;
using Pinpush.Gateways.Senders;
using Pinpush.Messages.Payloads;
using Xunit;

namespace Pinpush.Gateways.Tests.Credentials;

public sealed class ApnsCertificateTests
{
    private static readonly Push Push = new("abc", "{}"u8.ToArray(), new("alert", 10, null, null));

    private static readonly ChannelCredentials Token = new ChannelCredentials.ApnsToken(Keys.EcPem, "K", "T", "B");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_certificate_travels_in_the_handshake_and_no_token_beside_it()
    {
        using var server = Certificate("CN=localhost", "localhost");
        await using var gateway = await NodeGateway.StartAsync(null, null, Pem(server));
        using var client = Certificate("CN=push client", null);
        var pfx = Convert.ToBase64String(client.Export(X509ContentType.Pfx));
        var request = new APNSChannelRequest { Certificate = pfx, PrivateKey = "-", BundleId = "com.example.app" };
        var credentials = ApnsCredentials.Parse(request, out _);
        var endpoints = GatewayEndpoints.Real with { ApnsSandbox = gateway.Address, CertificateAuthority = server };
        await using var sender = PushSenders.Create(ChannelType.ApnsSandbox, credentials!, endpoints, TimeProvider.System); // parsed: a good request

        Assert.IsType<PushOutcome.Accepted>(await sender.SendAsync(Push, Stop));

        var got = await gateway.NextAsync();
        Assert.Equal("push client", got.GetProperty("client").GetString());
        Assert.Equal("com.example.app", got.GetProperty("headers").GetProperty("apns-topic").GetString());
        Assert.False(got.GetProperty("headers").TryGetProperty("authorization", out _));
    }

    [Fact]
    public async Task A_gateway_of_another_authority_gets_nothing()
    {
        using var server = Certificate("CN=localhost", "localhost");
        using var other = Certificate("CN=localhost", "localhost");
        await using var gateway = await NodeGateway.StartAsync(null, null, Pem(server));
        var endpoints = GatewayEndpoints.Real with { Apns = gateway.Address, CertificateAuthority = other };
        await using var sender = PushSenders.Create(ChannelType.Apns, Token, endpoints, TimeProvider.System);
        Assert.Equal(new PushOutcome.NotProcessed(0, "SecureConnectionError", null), await sender.SendAsync(Push, Stop));
    }

    [Fact]
    public void Cleartext_is_for_loopback_only() => Assert.Throws<ArgumentException>(() => PushSenders.Create(
        ChannelType.Apns, Token, GatewayEndpoints.Real with { Apns = new("http://192.0.2.1") }, TimeProvider.System));

    private static (string Key, string Certificate) Pem(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!; // made with one
        return (key.ExportPkcs8PrivateKeyPem(), certificate.ExportCertificatePem());
    }

    private static X509Certificate2 Certificate(string subject, string? host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        if (host is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(host);
            request.CertificateExtensions.Add(names.Build());
        }

        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }
}
