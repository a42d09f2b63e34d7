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
/// <remarks>Without gateway addresses it starts simulators, so that nothing leaves the machine.</remarks>
internal sealed class ServeCommand : ToolCommand
{
    private const string DefaultUrl = "http://127.0.0.1:8787";

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

    private readonly Option<string?> data = new("--data") { Description = "Folder of all data. Default: .pinpush/server", HelpName = "DIR" };
    private readonly Option<string?> key = new("--key")
    {
        Description = "File with the key that encrypts channel credentials. Default: in the user's configuration folder",
        HelpName = "FILE",
    };
    private readonly Option<Uri?> apns = new("--apns")
    {
        Description = "APNs gateway. Default: a simulator",
        HelpName = "URL",
        CustomParser = AbsoluteUrl.Parse,
    };
    private readonly Option<Uri?> fcm = new("--fcm") { Description = "FCM gateway. Default: a simulator", HelpName = "URL", CustomParser = AbsoluteUrl.Parse };
    private readonly Option<Uri?> fcmToken = new("--fcm-token")
    {
        Description = "OAuth token address for FCM",
        HelpName = "URL",
        CustomParser = AbsoluteUrl.Parse,
    };
    private readonly Option<string?> gatewayCa = new("--gateway-ca") { Description = "Certificate authority of the gateways, PEM", HelpName = "FILE" };
    private readonly Option<bool> strict = new("--strict-gateways")
    {
        Description = "The simulators refuse what a real gateway refuses for its form, such as a token that is not hex",
    };

    public ServeCommand(CommandHost host)
        : base(
            host, "serve", "Serve the Pinpoint API on this machine",
            "./pinpush serve",
            "./pinpush serve --urls http://127.0.0.1:9000 --data /var/lib/pinpush",
            "./pinpush serve --urls http://10.0.0.5:8787 --allow-plain-http",
            "./pinpush serve --apns https://api.push.apple.com --fcm https://fcm.googleapis.com")
    {
        foreach (var option in new Option[] { urls, allowPlainHttp, data, key, apns, fcm, fcmToken, gatewayCa, strict })
        {
            Add(option);
        }
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(parsed.GetValue(data) ?? Path.Combine(Host.Home, "server"));
        var simulated = parsed.GetValue(apns) is null && parsed.GetValue(fcm) is null;
        try
        {
            OpenFiles.LeftForCallers(); // before the simulators, which need files too
            await using var gateways = simulated ? await LocalGateways.StartAsync(folder, parsed.GetValue(strict), Host.Time, cancellationToken) : null;
            await using var server = await PinpushServer.StartAsync(
                new ServerOptions
                {
                    Url = parsed.GetValue(urls) ?? AbsoluteUrl.OfSetting(Host.Settings, "URLS") ?? new Uri(DefaultUrl),
                    AllowPlainHttp = parsed.GetValue(allowPlainHttp),
                    DataFolder = folder,
                    CredentialsFile = parsed.GetValue(CommonOptions.Credentials),
                    KeyFile = parsed.GetValue(key),
                    ApnsGateway = gateways?.Apns ?? parsed.GetValue(apns),
                    FcmGateway = gateways?.Fcm ?? parsed.GetValue(fcm),
                    FcmTokenUri = gateways?.FcmToken ?? parsed.GetValue(fcmToken),
                    GatewayCaFile = parsed.GetValue(gatewayCa),
                    Inbox = gateways is null ? null : gateways.ReadAsync,
                    Time = Host.Time,
                },
                cancellationToken);
            var known = new KnownServer
            {
                Url = server.Address,
                CredentialsFile = Path.GetFullPath(parsed.GetValue(CommonOptions.Credentials) ?? Path.Combine(folder, "credentials")),
                ProcessId = Environment.ProcessId,
                Started = Host.Time.GetUtcNow(),
            };
            known.Remember(Host.Home);
            Announce(known, KnownServer.ReadAll(Host.Home).First(s => s.IsAlive()), folder, simulated);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var rehearsal = simulated ? Task.CompletedTask : RehearseAsync(stop.Token); // nobody waits for what goes to a simulator
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
            throw new Refusal(fault.Message);
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

    /// <param name="found">The server that the other commands find: this one, unless another runs already.</param>
    private void Announce(KnownServer known, KnownServer found, string folder, bool simulated)
    {
        var url = known.Url.AbsoluteUri.TrimEnd('/');
        Terminal.Say($"""
            Serving the Pinpoint API on {url}
              data         {folder}
              credentials  {known.CredentialsFile}
              gateways     {(simulated ? "simulators of APNs and FCM; nothing leaves this machine" : "as given")}

            {(found.Url == known.Url
                ? "The other ./pinpush commands find this server by themselves."
                : $"The other ./pinpush commands go on finding the server on {found.Url}; for this one give them --endpoint-url {url}.")}
            For the AWS CLI and any AWS SDK:
              export AWS_ENDPOINT_URL_PINPOINT={url}
              export AWS_SHARED_CREDENTIALS_FILE={known.CredentialsFile}
              export AWS_PROFILE=default AWS_REGION={Destination.DefaultRegion} AWS_DEFAULT_REGION={Destination.DefaultRegion}

            Ctrl+C stops it.
            """);
    }
}
