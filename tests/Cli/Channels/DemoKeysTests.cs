using Pinpush.Cli.Outcomes;
using Xunit;

namespace Pinpush.Cli.Tests.Channels;

public sealed class DemoKeysTests : IDisposable
{
    private readonly Scene scene = new();

    [Fact]
    public async Task DemoKeys_KeysAreThere_AreNotOverwritten()
    {
        Assert.Equal(ExitCode.Done, await scene.RunAsync("channel", "demo-keys", scene.Home));
        Assert.Equal(
            """
            File  For
            HOME/AuthKey.p8  channel set apns --key-file
            HOME/service-account.json  channel set gcm --service-account-file
            """,
            scene.Shown);
        var key = await File.ReadAllTextAsync(Path.Combine(scene.Home, "AuthKey.p8"), TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Refused, await scene.RunAsync("channel", "demo-keys", scene.Home));
        Assert.Equal(
            "HOME/AuthKey.p8 is there already, and may be a real key. Nothing is overwritten: move it away, or name another folder.", scene.Told);
        Assert.Equal(key, await File.ReadAllTextAsync(Path.Combine(scene.Home, "AuthKey.p8"), TestContext.Current.CancellationToken));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(scene.Home, "service-account.json")));
    }

    public void Dispose() => scene.Dispose();
}
