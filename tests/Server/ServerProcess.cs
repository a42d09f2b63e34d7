using System.Diagnostics;
using Pinpush.Fakes;
using Pinpush.Fakes.Apns;
using Pinpush.Fakes.Fcm;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Tests;

/// <summary>A server in a process of its own, and simulators that outlive it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Scratch scratch = new();
    private Process? process;
    private Task<string> log = Task.FromResult("");

    private ServerProcess(ApnsSimulator apns, FcmSimulator fcm) => (Apns, Fcm) = (apns, fcm);

    public ApnsSimulator Apns { get; }

    public FcmSimulator Fcm { get; }

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    public string KeyId { get; private set; } = "";

    public string Secret { get; private set; } = "";

    public string Folder => scratch.Folder;

    /// <param name="largestFileInKiB">What the disk lets a file grow to; null for all it has.</param>
    public static async Task<ServerProcess> StartAsync(CancellationToken cancellationToken, int? largestFileInKiB = null)
    {
        var folder = Directory.CreateTempSubdirectory("pinpush-ca-").FullName;
        var inbox = new Inbox();
        var server = new ServerProcess(
            await ApnsSimulator.StartAsync(new SimulatorOptions { AuthorityFolder = folder, Inbox = inbox, Latency = TimeSpan.FromMilliseconds(5) }, cancellationToken),
            await FcmSimulator.StartAsync(new SimulatorOptions { AuthorityFolder = folder, Inbox = inbox }, cancellationToken));
        await server.RestartAsync(cancellationToken, largestFileInKiB);
        return server;
    }

    /// <summary>Starts it on the same data and, after the first time, the same port.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken, int? largestFileInKiB = null)
    {
        // A file that may not grow refuses writes as a full disk does, once the signal that comes first is ignored. The runtime's own code pages count as a file unless W^X is off.
        var limit = largestFileInKiB is { } size ? $"trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f {size}; " : "";
        var start = new ProcessStartInfo("bash", [
            "-c", $"{limit}exec dotnet \"$@\"", "bash",
            Path.Combine(AppContext.BaseDirectory, "Pinpush.ServerProcess.dll"), Address.ToString(), scratch.File("data"), scratch.File("server.key"),
            Apns.TlsAddress.ToString(), Fcm.TlsAddress.ToString(), Fcm.TlsTokenAddress.ToString(), Apns.Authority.CaPath,
        ]) { RedirectStandardOutput = true, RedirectStandardError = true };
        process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start.");
        log = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60), cancellationToken) ?? throw new InvalidOperationException("The server ended before it was ready.");
        var parts = line.Split(' ');
        (Address, KeyId, Secret) = (new Uri(parts[0]), parts[1], parts[2]);
    }

    /// <summary>SIGKILL: nothing of it gets to say goodbye.</summary>
    public async Task KillAsync()
    {
        process!.Kill(); // started
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>SIGTERM; gives what it logged. It has to end by itself, with exit code 0.</summary>
    public async Task<string> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process!.Id}"])) // started
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, process.ExitCode);
        process.Dispose();
        process = null;
        return await log;
    }

    /// <summary>Runs a statement on the ledger's file, beside the server.</summary>
    public void ChangeLedger(string sql)
    {
        using var connection = new Database(scratch.File("data/ledger.db"), "").Open(readOnly: false);
        using var statements = new Statements(connection);
        statements.Execute(sql);
    }

    public Task<(int Exit, string Output, string Error)> RunAsync(string program, IEnumerable<string> arguments, Action<string>? line, CancellationToken cancellationToken) =>
        Peer.RunAsync(Address, KeyId, Secret, program, arguments, line, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await KillAsync();
        }

        await Apns.DisposeAsync();
        await Fcm.DisposeAsync();
        scratch.Dispose();
    }
}
