using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Outcomes;
using Xunit;

namespace Pinpush.Cli.Tests;

/// <summary>Each gateway that is not given is a simulator: what one option names gets no push of the others.</summary>
public sealed class GatewayOptionsTests : IDisposable
{
    private readonly Scene scene = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serve_OnlyApnsGiven_AndroidAndSandboxStayOnThisMachine()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        // Nobody listens there: whoever is sent there is not reached, and all others are.
        var serving = await ServeAsync(stop.Token, "--apns", "http://127.0.0.1:9");
        await ChannelsAsync();

        Assert.Equal(ExitCode.Done, await scene.RunAsync("send", "--token", "android", "--channel", "android", "--title", "t"));
        Assert.Equal(ExitCode.Done, await scene.RunAsync("send", "--token", "beta", "--channel", "ios-sandbox", "--title", "t"));
        Assert.Equal(ExitCode.Refused, await scene.RunAsync("send", "--token", "prod", "--channel", "ios", "--title", "t"));
        await stop.CancelAsync();
        Assert.Equal(ExitCode.Done, await serving);
    }

    [Fact]
    public async Task Serve_ChannelWithACertificate_SimulatorSeesItAndTakesThePush()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var serving = await ServeAsync(stop.Token);
        Assert.Equal(ExitCode.Done, await scene.RunAsync("app", "create", "shop"));
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("UID=com.example.shop, CN=Apple Push Services", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(30));
        var (p12, password) = (Path.Combine(scene.Home, "push.p12"), Path.Combine(scene.Home, "push.pass"));
        await File.WriteAllBytesAsync(p12, certificate.Export(X509ContentType.Pfx, "secret"), Cancel);
        await File.WriteAllTextAsync(password, "\uFEFFsecret\r\n", Cancel);

        Assert.Equal(ExitCode.Done, await scene.RunAsync("channel", "set", "apns", "--certificate-file", p12, "--certificate-password-file", password));
        var code = await scene.RunAsync("send", "--token", "74657374", "--channel", "ios", "--title", "t", "--json");

        Assert.True(code == ExitCode.Done, scene.Output + scene.Error);
        await stop.CancelAsync();
        Assert.Equal(ExitCode.Done, await serving);
    }

    public void Dispose() => scene.Dispose();

    private async Task<Task<int>> ServeAsync(CancellationToken stop, params string[] options)
    {
        var serving = scene.Beside().RunAsync(stop, ["serve", "--urls", "http://127.0.0.1:0", "--key", Path.Combine(scene.Home, "key"), .. options]);
        while (KnownServer.ReadAll(scene.Home).Count == 0)
        {
            Assert.False(serving.IsCompleted);
            await Task.Delay(20, Cancel);
        }

        return serving;
    }

    private async Task ChannelsAsync()
    {
        Assert.Equal(ExitCode.Done, await scene.RunAsync("app", "create", "shop"));
        Assert.Equal(ExitCode.Done, await scene.RunAsync("channel", "demo-keys", scene.Home));
        var (key, account) = (Path.Combine(scene.Home, "AuthKey.p8"), Path.Combine(scene.Home, "service-account.json"));
        string[] apns = ["channel", "set", "apns", "--key-file", key, "--key-id", "KEY1234567", "--team-id", "TEAM123456", "--bundle-id", "com.example.shop"];
        Assert.Equal(ExitCode.Done, await scene.RunAsync(apns));
        Assert.Equal(ExitCode.Done, await scene.RunAsync([.. apns, "--sandbox"]));
        Assert.Equal(ExitCode.Done, await scene.RunAsync("channel", "set", "gcm", "--service-account-file", account));
    }
}
