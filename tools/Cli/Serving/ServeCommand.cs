using System.CommandLine;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Input;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;
using Pinpush.Server;
using Pinpush.Server.Hosting;

namespace Pinpush.Cli.Serving;

/// <summary>Serves the API until SIGTERM or Ctrl+C, both of which are its orderly end (exit code 0).</summary>
/// <remarks>A gateway that is not given is a simulator: see <see cref="GatewayOptions"/>.</remarks>
internal sealed class ServeCommand : ToolCommand
{
    private const string DefaultUrl = "http://127.0.0.1:8787";

    private static readonly Dictionary<string, LogDetail> LogLevels =
        Enum.GetValues<LogDetail>().ToDictionary(d => d.ToString().ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);

    private readonly Option<Uri?> urls = new("--urls")
    {
        Description = $"Where to listen (PINPUSH_URLS); port 0 takes a free one. Default: {DefaultUrl}",
        HelpName = "URL",
        CustomParser = AbsoluteUrl.Parse,
    };

    private readonly Option<bool> allowPlainHttp = new("--allow-plain-http")
    {
        Description = "Listen where other machines reach it, though nothing is encrypted: behind a proxy that speaks TLS, in a network that you trust",
    };

    private readonly Option<string?> certificate = new Option<string?>("--certificate")
    {
        Description = "Certificate for an address with https://, PEM, followed by those that signed it",
        HelpName = "FILE",
    }.OfFile();
    private readonly Option<string?> certificateKey = new Option<string?>("--certificate-key")
    {
        Description = "Its private key, PEM. Default: in the file of --certificate",
        HelpName = "FILE",
    }.OfFile();

    private readonly Option<string?> data = new("--data") { Description = "Folder of all data. Default: .pinpush/server", HelpName = "DIR" };
    private readonly Option<string?> key = new("--key")
    {
        Description = "File with the key that encrypts channel credentials. Default: in the user's configuration folder",
        HelpName = "FILE",
    };
    private readonly GatewayOptions gateways = new();
    private readonly Option<string[]> losses = new Option<string[]>("--accept-loss")
    {
        Description = $"Go on without what is lost for good: {string.Join("; ", Losses.Prices.Select(l => $"{l.Key} ({l.Value})"))}",
        HelpName = "NAME",
    }.TakesOnly(StringComparer.Ordinal, [.. Losses.Prices.Keys]);

    private readonly Option<string?> logLevel = new Option<string?>("--log-level")
    {
        Description = $"What is logged, and what is worse: {string.Join(", ", LogLevels.Keys)}. Default: information",
        HelpName = "LEVEL",
    }.TakesOnly(StringComparer.OrdinalIgnoreCase, [.. LogLevels.Keys]);

    private readonly Option<bool> logJson = new("--log-json") { Description = "The log's lines are JSON objects" };

    public ServeCommand(CommandHost host)
        : base(
            host, "serve", "Serve the Pinpoint API on this machine",
            "./pinpush serve",
            "./pinpush serve --urls http://127.0.0.1:9000 --data /var/lib/pinpush",
            "./pinpush serve --urls http://10.0.0.5:8787 --allow-plain-http",
            "./pinpush serve --urls https://10.0.0.5:8787 --certificate fullchain.pem --certificate-key privkey.pem",
            "./pinpush serve --apns https://api.push.apple.com --apns-sandbox https://api.sandbox.push.apple.com --fcm https://fcm.googleapis.com")
    {
        foreach (var option in (Option[])[urls, allowPlainHttp, certificate, certificateKey, data, key, .. gateways.All, losses, logLevel, logJson])
        {
            Add(option);
        }

        AddCheck(gateways.Check);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var url = parsed.GetValue(urls) ?? AbsoluteUrl.OfSetting(Host.Settings, "URLS") ?? new Uri(DefaultUrl);
        var folder = Path.GetFullPath(parsed.GetValue(data) ?? Path.Combine(Host.Home, "server"));
        try
        {
            OpenFiles.LeftForCallers(); // before the simulators, which need files too
            await using var simulators = await gateways.SimulateAsync(parsed, folder, Host.Time, cancellationToken);
            await using var server = await PinpushServer.StartAsync(
                gateways.AddTo(
                    new ServerOptions
                    {
                        Url = url,
                        AllowPlainHttp = parsed.GetValue(allowPlainHttp),
                        CertificateFile = parsed.GetValue(certificate),
                        CertificateKeyFile = parsed.GetValue(certificateKey),
                        DataFolder = folder,
                        CredentialsFile = parsed.GetValue(CommonOptions.Credentials),
                        KeyFile = parsed.GetValue(key),
                        AcceptedLosses = parsed.GetValue(losses) ?? [],
                        LogDetail = LogLevels[parsed.GetValue(logLevel) ?? "information"],
                        LogsJson = parsed.GetValue(logJson),
                        Time = Host.Time,
                    }, parsed, simulators),
                cancellationToken);
            var known = new KnownServer
            {
                Url = server.Address,
                CredentialsFile = Path.GetFullPath(parsed.GetValue(CommonOptions.Credentials) ?? Path.Combine(folder, "credentials")),
                ProcessId = Environment.ProcessId,
                Started = Host.Time.GetUtcNow(),
            };
            known.Remember(Host.Home);
            Terminal.Say(Announcement.Of(known, KnownServer.ReadAll(Host.Home).First(s => s.IsAlive()), folder, gateways.Describe(parsed)));
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var rehearsal = gateways.IsAnyGiven(parsed) ? RehearseAsync(stop.Token) : Task.CompletedTask; // nobody waits for what goes to a simulator
            try
            {
                await server.WaitForShutdownAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Asked to stop: that is how serving ends.
            }

            await stop.CancelAsync();
            await rehearsal;
            known.Forget(Host.Home);
        }
        catch (ServerStartException fault)
        {
            throw new Refusal(
                fault.IsOfAddress && KnownServer.ReadAll(Host.Home).FirstOrDefault(s => s.Url.Port == url.Port && s.IsAlive()) is { } holder
                    ? $"{fault.Message} It is that of the server that ./pinpush serve started as process {holder.ProcessId}." : fault.Message);
        }
        catch (InvalidDataException fault)
        {
            throw new Refusal(fault.Message);
        }

        Terminal.Say("Stopped.");
        return ExitCode.Done;
    }

    private async Task RehearseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Rehearsal.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // it was not needed
        }
        catch (Exception fault) // it serves speed alone: whatever it lacks, the server goes on
        {
            Terminal.Say($"No rehearsal, so that the first campaign begins some tenths of a second later: {fault.Message}");
        }
    }
}
