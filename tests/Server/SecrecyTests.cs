using System.Text;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests;

/// <summary>Keys, tokens and payloads stay out of what the server writes: logs, and files but encrypted.</summary>
public sealed class SecrecyTests
{
    [Fact]
    public async Task ServerProcess_AfterTheTutorial_HasNoSecretInItsOutputOrData()
    {
        Need.AwsCommand();
        Need.Boto3();
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await ServerProcess.StartAsync(cancellationToken);
        var (exit, _, error) = await Peer.RunAsync(
            server.Address, server.KeyId, server.Secret, "python3", [Peer.Script("tutorial.py"), server.Scratch.Folder], cancellationToken);
        Assert.True(exit == 0, error);

        await server.StopAsync();
        var log = server.Log;

        var key = (await File.ReadAllTextAsync(server.Scratch.File("AuthKey.p8"), cancellationToken)).Split('\n')[1];
        var account = (await File.ReadAllTextAsync(server.Scratch.File("service-account.json"), cancellationToken)).Split("\\n")[3];
        Assert.Contains("refused endpoint", log, StringComparison.Ordinal); // it does log
        foreach (var secret in new[] { key, account, "YOUR_FCM_SERVER_KEY", "YOUR_PRIVATE_KEY", "New Message", "Flash Sale", "Bearer ", server.Secret })
        {
            Assert.DoesNotContain(secret, log, StringComparison.OrdinalIgnoreCase);
        }

        var files = Directory.GetFiles(server.Scratch.File("data")).Where(f => Path.GetFileName(f) != "credentials").ToList();
        Assert.Contains(files, f => Path.GetFileName(f) == "core.db");
        foreach (var file in files)
        {
            var content = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, cancellationToken));
            foreach (var secret in new[] { key, account, "YOUR_FCM_SERVER_KEY", "YOUR_PRIVATE_KEY" })
            {
                Assert.DoesNotContain(secret, content, StringComparison.Ordinal);
                Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))[..12], content, StringComparison.Ordinal);
            }
        }
    }
}
