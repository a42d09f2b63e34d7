using System.CommandLine;
using System.CommandLine.Parsing;
using Pinpush.Cli.Input;
using Pinpush.Server.Hosting;

namespace Pinpush.Cli.Serving;

/// <summary>Where <c>serve</c> pushes to. Each gateway is a simulator unless it is given: nothing leaves the machine that nobody asked for.</summary>
internal sealed class GatewayOptions
{
    private readonly Option<Uri?> apns = Url("--apns", "APNs gateway for production. Default: a simulator");
    private readonly Option<Uri?> apnsSandbox = Url("--apns-sandbox", "APNs gateway for development builds. Default: a simulator");
    private readonly Option<Uri?> fcm = Url("--fcm", "FCM gateway. Default: a simulator");
    private readonly Option<Uri?> fcmToken = Url("--fcm-token", "OAuth token address for the gateway that --fcm gives. Default: Google's");
    private readonly Option<string?> gatewayCa = new Option<string?>("--gateway-ca")
    {
        Description = "Certificate authority of the gateways that are given, PEM",
        HelpName = "FILE",
    }.OfFile();

    private readonly Option<bool> strict = new("--strict-gateways")
    {
        Description = "The simulators refuse what a real gateway refuses for its form, such as a token that is not hex",
    };

    public IReadOnlyList<Option> All => [apns, apnsSandbox, fcm, fcmToken, gatewayCa, strict];

    /// <summary>What an option would not do is said, never dropped.</summary>
    public void Check(CommandResult result)
    {
        var given = Given(result.GetValue(apns), result.GetValue(apnsSandbox), result.GetValue(fcm));
        if (result.GetValue(fcmToken) is not null && result.GetValue(fcm) is null)
        {
            result.AddError("--fcm-token is the token address of the gateway that --fcm gives: give both. A simulator has its own.");
        }

        if (result.GetValue(gatewayCa) is not null && given == 0)
        {
            result.AddError("--gateway-ca is for gateways that are given: give --apns, --apns-sandbox or --fcm too.");
        }

        if (result.GetValue(strict) && given == 3)
        {
            result.AddError("--strict-gateways is for simulators, and all three gateways are given.");
        }
    }

    /// <summary>Whether a gateway is not a simulator.</summary>
    public bool IsAnyGiven(ParseResult parsed) => Given(parsed.GetValue(apns), parsed.GetValue(apnsSandbox), parsed.GetValue(fcm)) > 0;

    /// <summary>The simulators that are needed; null when all gateways are given.</summary>
    public async Task<LocalGateways?> SimulateAsync(ParseResult parsed, string folder, TimeProvider time, CancellationToken cancellationToken) =>
        Given(parsed.GetValue(apns), parsed.GetValue(apnsSandbox), parsed.GetValue(fcm)) == 3 ? null
            : await LocalGateways.StartAsync(folder, parsed.GetValue(strict), time, cancellationToken);

    public ServerOptions AddTo(ServerOptions options, ParseResult parsed, LocalGateways? simulators) => options with
    {
        ApnsGateway = parsed.GetValue(apns) ?? simulators?.Apns,
        ApnsSandboxGateway = parsed.GetValue(apnsSandbox) ?? simulators?.Apns,
        ApnsOfCertificates = simulators?.ApnsTls,
        FcmGateway = parsed.GetValue(fcm) ?? simulators?.Fcm,
        FcmTokenUri = parsed.GetValue(fcm) is null ? simulators?.FcmToken : parsed.GetValue(fcmToken),
        GatewayCaFile = parsed.GetValue(gatewayCa),
        Inbox = simulators is null ? null : simulators.ReadAsync,
    };

    /// <summary>In words, for whoever starts the server.</summary>
    public string Describe(ParseResult parsed)
    {
        return IsAnyGiven(parsed)
            ? $"APNs {Of(apns)}, APNs sandbox {Of(apnsSandbox)}, FCM {Of(fcm)}"
            : "simulators of APNs and FCM; nothing leaves this machine";

        string Of(Option<Uri?> option) => parsed.GetValue(option)?.AbsoluteUri.TrimEnd('/') ?? "simulator";
    }

    private static int Given(params ReadOnlySpan<Uri?> gateways)
    {
        var given = 0;
        foreach (var gateway in gateways)
        {
            given += gateway is null ? 0 : 1;
        }

        return given;
    }

    private static Option<Uri?> Url(string name, string description) =>
        new(name) { Description = description, HelpName = "URL", CustomParser = AbsoluteUrl.Parse };
}
