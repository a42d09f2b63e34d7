using Pinpush.Server.Hosting;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Signing;

/// <summary>Keys come and go in their file while the server runs.</summary>
public sealed class AccessKeysTests : IAsyncLifetime
{
    private readonly Scratch scratch = new();
    private PinpushServer? server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string CredentialsFile => scratch.File("credentials");

    public async ValueTask InitializeAsync()
    {
        await WriteAsync("OLD");
        server = await PinpushServer.StartAsync(
            new ServerOptions
            {
                Url = new Uri("http://127.0.0.1:0"),
                DataFolder = scratch.File("data"),
                KeyFile = scratch.File("server.key"),
                CredentialsFile = CredentialsFile,
            }, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await server!.DisposeAsync(); // set by InitializeAsync
        scratch.Dispose();
    }

    [Fact]
    public async Task Key_OfAFileThatHasChanged_CallsAndTheOldOneNoMore()
    {
        Assert.Equal(200, await StatusAsync("OLD"));

        await WriteAsync("NEW", "ANOTHER");

        await Until.SoAsync(async () => await StatusAsync("NEW") == 200, Cancel);
        Assert.Equal((403, 200), (await StatusAsync("OLD"), await StatusAsync("ANOTHER")));
    }

    [Fact]
    public async Task Secret_ChangedUnderItsKey_IsTheOneThatCounts()
    {
        await File.WriteAllTextAsync(CredentialsFile, "[default]\naws_access_key_id = OLD\naws_secret_access_key = another\n", Cancel);

        await Until.SoAsync(async () => await StatusAsync("OLD") == 403, Cancel);
    }

    [Fact]
    public async Task File_GoneOrHalfWritten_ChangesNothing()
    {
        File.Delete(CredentialsFile);
        var lookedTwice = TimeProvider.System.GetUtcNow().AddSeconds(2.2);
        await Until.SoAsync(async () => await StatusAsync("OLD") != 200 || TimeProvider.System.GetUtcNow() > lookedTwice, Cancel);
        Assert.Equal(200, await StatusAsync("OLD"));

        await File.WriteAllTextAsync(CredentialsFile, "[default]\naws_access_key_id = N", Cancel);
        Assert.Equal(200, await StatusAsync("OLD"));

        await WriteAsync("NEW");
        await Until.SoAsync(async () => await StatusAsync("NEW") == 200, Cancel);
    }

    private Task WriteAsync(params string[] keys) => File.WriteAllTextAsync(
        CredentialsFile, string.Concat(keys.Select(k => $"[{k}]\naws_access_key_id = {k}\naws_secret_access_key = secret of {k}\n")), Cancel);

    private async Task<int> StatusAsync(string key)
    {
        using var http = new SignedHttp(server!.Address, key, $"secret of {key}"); // set by InitializeAsync
        return (await http.GetAsync("/v1/apps")).Status;
    }
}
