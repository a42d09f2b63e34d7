using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Amazon.Pinpoint;
using Pinpush.Fakes;
using Pinpush.Fakes.Apns;
using Pinpush.Fakes.Fcm;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Tests;

/// <summary>A server in a process of its own, and simulators that outlive it.</summary>
internal sealed class ServerProcess : IServed, IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly ConcurrentQueue<string> log = new();
    private Process? process;
    private Task reading = Task.CompletedTask;
    private readonly Uri? gateway;
    private AmazonPinpointClient? aws;

    private ServerProcess(ApnsSimulator apns, FcmSimulator fcm, Uri? gateway) => (Apns, Fcm, this.gateway) = (apns, fcm, gateway);

    public Scratch Scratch { get; } = new();

    public ApnsSimulator Apns { get; }

    public FcmSimulator Fcm { get; }

    public AmazonPinpointClient Aws => aws!; // set by RestartAsync

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    public string KeyId { get; private set; } = "";

    public string Secret { get; private set; } = "";

    /// <summary>What becomes of each push to the tokens with these numbers.</summary>
    public void Script(Range numbers, ScriptedOutcome outcome)
    {
        for (var i = numbers.Start.Value; i < numbers.End.Value; i++)
        {
            Apns.Script(Calls.Token(i), outcome);
        }
    }

    /// <summary>The most memory that it has had since its start, in bytes.</summary>
    public long PeakMemory
    {
        get
        {
            // VmHWM:      123456 kB
            var line = File.ReadLines($"/proc/{process!.Id}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)); // started
            return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
    }

    /// <summary>What it has logged up to now, over all starts.</summary>
    public string Log => string.Join('\n', log);

    /// <param name="largestFileInKiB">What the disk lets a file grow to; null for all it has.</param>
    /// <param name="maxStreams">How many pushes the gateways take at a time on each connection.</param>
    /// <param name="before">Commands of the shell that starts it: what its process is allowed.</param>
    /// <param name="gateway">APNs, FCM and, under <c>/token</c>, the token endpoint in one, in place of the simulators.</param>
    public static async Task<ServerProcess> StartAsync(
        CancellationToken cancellationToken, int? largestFileInKiB = null, int maxStreams = 100, string before = "", Uri? gateway = null)
    {
        var (folder, inbox) = (Directory.CreateTempSubdirectory("pinpush-ca-").FullName, new Inbox());
        var server = new ServerProcess(
            await ApnsSimulator.StartAsync(new SimulatorOptions { AuthorityFolder = folder, Inbox = inbox, MaxStreams = maxStreams }, cancellationToken),
            await FcmSimulator.StartAsync(new SimulatorOptions { AuthorityFolder = folder, Inbox = inbox, MaxStreams = maxStreams }, cancellationToken),
            gateway);
        Credentials.Write(server.Scratch.Folder);
        await server.RestartAsync(cancellationToken, largestFileInKiB, before);
        return server;
    }

    /// <summary>Starts it on the same data and, after the first time, the same port.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken, int? largestFileInKiB = null, string before = "")
    {
        // A file that may not grow refuses writes as a full disk does, once the signal that comes first is ignored.
        // The runtime's own code pages count as a file unless W^X is off.
        var limit = largestFileInKiB is { } size ? $"trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f {size}; " : "";
        var start = new ProcessStartInfo("bash", [
            "-c", $"{before}{limit}exec dotnet \"$@\"", "bash",
            Path.Combine(AppContext.BaseDirectory, "Pinpush.ServerProcess.dll"), Address.ToString(), Scratch.File("data"), Scratch.File("server.key"),
            $"{gateway ?? Apns.TlsAddress}", $"{gateway ?? Fcm.TlsAddress}", $"{(gateway is null ? Fcm.TlsTokenAddress : new Uri(gateway, "/token"))}",
            Apns.Authority.CaPath,
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start.");
        reading = ReadAsync(process.StandardError);
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Limit, cancellationToken)
            ?? throw new InvalidOperationException($"The server ended before it was ready: {Log}");
        var parts = line.Split(' ');
        (Address, KeyId, Secret) = (new Uri(parts[0]), parts[1], parts[2]);
        aws?.Dispose();
        aws = Calls.Client(Address, KeyId, Secret);
    }

    /// <summary>SIGKILL: nothing of it gets to say goodbye.</summary>
    public async Task KillAsync()
    {
        process!.Kill(); // started
        await process.WaitForExitAsync();
        await EndAsync();
    }

    /// <summary>SIGTERM. It has to end by itself, with exit code 0.</summary>
    /// <returns>Bytes that it allocated on its managed heap, from its start on.</returns>
    public async Task<long> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process!.Id}"])) // started
        {
            await kill.WaitForExitAsync();
        }

        var allocated = await process.StandardOutput.ReadToEndAsync().WaitAsync(Limit);
        await process.WaitForExitAsync().WaitAsync(Limit);
        Assert.Equal(0, process.ExitCode);
        await EndAsync();
        return long.Parse(allocated, CultureInfo.InvariantCulture);
    }

    /// <summary>Runs a statement on the ledger's file, beside the server.</summary>
    public void ChangeLedger(string sql) => Flip.Execute(Scratch.File("data/ledger.db"), sql);

    /// <summary>Reads a number of the ledger's file, beside the server.</summary>
    public long AskLedger(string sql) => new Database(Scratch.File("data/ledger.db"), "").Read(s => (long)s.Scalar(sql)!); // a number

    /// <summary>Requests as no SDK would make them.</summary>
    public SignedHttp Http() => new(Address, KeyId, Secret);

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await KillAsync();
        }

        aws?.Dispose();
        await Apns.DisposeAsync();
        await Fcm.DisposeAsync();
        Scratch.Dispose();
    }

    private async Task EndAsync()
    {
        await reading.WaitAsync(Limit);
        process?.Dispose();
        process = null;
    }

    private async Task ReadAsync(StreamReader error)
    {
        while (await error.ReadLineAsync() is { } line)
        {
            log.Enqueue(line);
        }
    }
}
