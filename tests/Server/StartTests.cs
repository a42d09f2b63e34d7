using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pinpush.Server.Hosting;

namespace Pinpush.Server.Tests;

/// <summary>A server that cannot start says what is wrong and where.</summary>
public sealed class StartTests(Stage stage) : IClassFixture<Stage>, IDisposable
{
    private readonly Scratch scratch = new();

    private ServerOptions Options => new() { Url = new Uri("http://127.0.0.1:0"), DataFolder = scratch.File("data"), KeyFile = scratch.File("server.key") };

    [Fact]
    public Task Start_SecondServerOnTheSameData_SaysWhoHoldsIt() =>
        RefusedAsync(Options with { DataFolder = stage.Scratch.File("data") }, "is held by another server");

    [Fact]
    public Task Start_PortInUse_NamesTheAddress() => RefusedAsync(
        Options with { Url = stage.Server.Address },
        $"The address {stage.Server.Address} is in use. Stop the program that holds it, or give --urls another port.");

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    public async Task Start_WhereOthersCouldListenIn_NeedsToBeAllowed(string url)
    {
        var options = Options with { Url = new Uri(url) };

        await RefusedAsync(options, "give --allow-plain-http too.");
        await using var server = await PinpushServer.StartAsync(options with { AllowPlainHttp = true }, CancellationToken.None);

        using var http = new HttpClient();
        Assert.Equal("ok", await http.GetStringAsync(new Uri($"http://127.0.0.1:{server.Address.Port}/healthz"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Start_WithACertificate_ServesHttpsWhereOthersReachIt()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=push.example.com", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await File.WriteAllTextAsync(scratch.File("cert.pem"), certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(scratch.File("key.pem"), key.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
        var options = Options with
        {
            Url = new Uri("https://0.0.0.0:0"),
            CertificateFile = scratch.File("cert.pem"),
            CertificateKeyFile = scratch.File("key.pem"),
        };

        await RefusedAsync(options with { CertificateFile = null }, "https:// needs a certificate, and http:// shows none.");
        await RefusedAsync(options with { CertificateKeyFile = scratch.File("none.pem") }, $"--certificate-key {scratch.File("none.pem")} cannot be used: ");
        await using var server = await PinpushServer.StartAsync(options, CancellationToken.None);

        using var http = new HttpClient(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == certificate.Thumbprint,
        });
        Assert.Equal("ok", await http.GetStringAsync(new Uri($"https://127.0.0.1:{server.Address.Port}/healthz"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Start_DataFolderIsAFile_NamesTheFolder()
    {
        await File.WriteAllTextAsync(scratch.File("file"), "", TestContext.Current.CancellationToken);

        await RefusedAsync(Options with { DataFolder = scratch.File("file") }, scratch.File("file"));
    }

    [Fact]
    public async Task Start_DamagedKey_NamesTheFile()
    {
        await File.WriteAllTextAsync(scratch.File("server.key"), "not a key", TestContext.Current.CancellationToken);

        await RefusedAsync(Options, $"The key file {scratch.File("server.key")} does not hold a key: base64 of 32 bytes is expected.");
    }

    [Fact]
    public async Task Start_CredentialsWithoutASecret_NamesTheFile()
    {
        await File.WriteAllTextAsync(scratch.File("credentials"), "[default]\naws_access_key_id = A\n", TestContext.Current.CancellationToken);

        await RefusedAsync(
            Options with { CredentialsFile = scratch.File("credentials") },
            $"The credentials file {scratch.File("credentials")} has no profile with aws_access_key_id followed by aws_secret_access_key.");
    }

    public void Dispose() => scratch.Dispose();

    private static async Task RefusedAsync(ServerOptions options, string message)
    {
        var e = await Assert.ThrowsAsync<ServerStartException>(() => PinpushServer.StartAsync(options, CancellationToken.None));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }
}
