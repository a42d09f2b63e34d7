using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Pinpush.Fakes;

namespace Pinpush.Bench.Gateway;

/// <summary>
/// The gateway as a program: it says <c>{"port":12345}</c> and then answers each line on its standard input with one on its output, until the input ends.
/// </summary>
/// <remarks>
/// <c>reset 100</c> counts anew, and one request in a hundred is never answered (0: all are); <c>answer</c> answers those too; <c>ended</c> tells how
/// many requests ended; <c>counts 90</c> tells everything, with the time of the 90th.
/// </remarks>
internal static class GatewayProgram
{
    /// <summary>Answers that wait leave at most so late, unless the machine is busy.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    public static async Task<int> RunAsync(GatewaySettings settings, CancellationToken cancellationToken)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var tally = new GatewayTally();
        using var certificate = settings.AuthorityFolder is { } folder ? SimulatorAuthority.Open(folder, TimeProvider.System).IssueServerCertificate() : null;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Say($$"""{"port":{{((IPEndPoint)listener.LocalEndPoint!).Port}}}"""); // bound
        var first = await Task.WhenAny( // whichever fails ends the program
            AcceptAsync(listener, certificate, settings, tally, end.Token), TickAsync(settings, tally, end.Token),
            Task.Run(() => ObeyAsync(tally, end.Token), end.Token)); // the console's reader waits on its thread
        await end.CancelAsync();
        await first;
        return 0;
    }

    private static async Task ObeyAsync(GatewayTally tally, CancellationToken cancellationToken)
    {
        while (await Console.In.ReadLineAsync(cancellationToken) is { } line)
        {
            Say(Obey(line.Split(' '), tally));
        }
    }

    private static string Obey(string[] words, GatewayTally tally)
    {
        var number = words.Length > 1 ? int.Parse(words[1], CultureInfo.InvariantCulture) : 0;
        switch (words[0])
        {
            case "reset":
                tally.Reset(number);
                return "{}";
            case "answer":
                tally.AnswerAll();
                return "{}";
            case "ended":
                return string.Create(CultureInfo.InvariantCulture, $$"""{"ended":{{tally.Ended}}}""");
            case "counts":
                return JsonSerializer.Serialize(tally.Counts(number), GatewayJson.Default.GatewayCounts);
            default:
                return "null";
        }
    }

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }

    private static async Task AcceptAsync(
        Socket listener, X509Certificate2? certificate, GatewaySettings settings, GatewayTally tally, CancellationToken cancellationToken)
    {
        while (true)
        {
            var socket = await listener.AcceptAsync(cancellationToken);
            socket.NoDelay = true;
            new Thread(() => Serve(socket, certificate, settings, tally)) { IsBackground = true }.Start();
        }
    }

    // Waits on its own thread throughout: for a few busy connections that takes less of the processor than tasks do.
    private static void Serve(Socket socket, X509Certificate2? certificate, GatewaySettings settings, GatewayTally tally)
    {
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        if (certificate is not null)
        {
            var tls = new SslStream(stream);
            try
            {
                tls.AuthenticateAsServer(new SslServerAuthenticationOptions
                {
                    ServerCertificate = certificate,
                    ApplicationProtocols = [SslApplicationProtocol.Http2],
                });
            }
            catch (Exception e) when (e is IOException or AuthenticationException)
            {
                tls.Dispose(); // the client did not like it, or left
                return;
            }

            stream = tls;
        }

        var connection = new GatewayConnection(stream, socket, settings, tally);
        tally.Add(connection);
        connection.Run();
    }

    private static async Task TickAsync(GatewaySettings settings, GatewayTally tally, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(settings.Delay > 0 ? Tick : Timeout.InfiniteTimeSpan); // without a delay whoever reads answers
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            tally.AnswerDue();
        }
    }
}
