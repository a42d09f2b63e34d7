using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Pinpush.Shared.Tests;

/// <summary>A server or proxy that is not ours, on loopback. It ends with the test, and also when the process of the tests does.</summary>
internal sealed class PeerProgram : IAsyncDisposable
{
    /// <summary>For programs that do not look at their standard input: they are killed when it ends. Writes the program's process id.</summary>
    private const string Leash = """
        exec 3<&0
        "$@" </dev/null 3<&- &
        pid=$!
        echo $pid
        (cat <&3 >/dev/null; kill -9 $pid) 2>/dev/null &
        watch=$!
        wait $pid
        kill $watch
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process process;
    private readonly StringBuilder said = new();

    private PeerProgram(string program, IEnumerable<string> arguments)
    {
        process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!; // not null without shell execution
        process.ErrorDataReceived += (_, line) =>
        {
            lock (said)
            {
                said.AppendLine(line.Data);
            }
        };
        process.BeginErrorReadLine();
    }

    /// <summary>Of the program itself; 0 where it is not on a leash.</summary>
    public int Id { get; private set; }

    public int Port { get; private init; }

    /// <summary>A program that ends with its standard input.</summary>
    public static PeerProgram Start(string program, params IEnumerable<string> arguments) => new(program, arguments);

    /// <summary>A program that cannot choose a free port by itself.</summary>
    /// <param name="arguments">Those for a port, which may be taken when the program comes to it: then another one is tried.</param>
    public static async Task<PeerProgram> ListeningAsync(string program, Func<int, IEnumerable<string>> arguments, int? port = null)
    {
        for (var tries = 1; ; tries++)
        {
            var at = port ?? FreePort();
            var peer = new PeerProgram("/bin/sh", ["-c", Leash, "leash", program, .. arguments(at)]) { Port = at };
            peer.Id = int.Parse(await peer.LineAsync(), CultureInfo.InvariantCulture);
            await Until.SoAsync(async () => peer.process.HasExited || await AnswersAsync(at), TestContext.Current.CancellationToken);
            if (!peer.process.HasExited)
            {
                return peer;
            }

            var why = peer.Said();
            await peer.DisposeAsync();
            Assert.False(tries == 5 || port is not null, $"{program} does not start: {why}");
        }
    }

    /// <summary>The next line of its standard output.</summary>
    public async Task<string> LineAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        return await process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException($"It has ended: {Said()}");
    }

    /// <summary>Sends a line to its standard input and reads the answer, one line of JSON.</summary>
    public async Task<JsonElement> AskAsync(string question)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(question);
            await process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It has ended; reading tells why.
        }

        return JsonElement.Parse(await LineAsync());
    }

    /// <summary>Its standard error so far.</summary>
    public string Said()
    {
        lock (said)
        {
            return said.ToString();
        }
    }

    public Task ExitAsync(CancellationToken cancellationToken) => process.WaitForExitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false; // not yet
        }
    }
}
