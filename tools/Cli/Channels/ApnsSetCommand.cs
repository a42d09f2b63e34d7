using System.CommandLine;
using System.CommandLine.Parsing;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Input;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Channels;

/// <summary>APNs by token key (.p8 with key id and team id) or by certificate (.p12); for production or, with <c>--sandbox</c>, development.</summary>
internal sealed class ApnsSetCommand : PinpointCommand
{
    private readonly Option<string?> keyFile =
        new Option<string?>("--key-file") { Description = "The .p8 key file from Apple", HelpName = "FILE" }.OfFile();
    private readonly Option<string?> keyId = new("--key-id") { Description = "The key's id, 10 characters", HelpName = "ID" };
    private readonly Option<string?> teamId = new("--team-id") { Description = "The team's id, 10 characters", HelpName = "ID" };
    private readonly Option<string?> bundleId = new("--bundle-id") { Description = "The app's bundle id, such as com.example.shop", HelpName = "ID" };
    private readonly Option<string?> certificateFile = new Option<string?>("--certificate-file")
    {
        Description = "A .p12 certificate file, instead of a key",
        HelpName = "FILE",
    }.OfFile();
    private readonly Option<string?> passwordFile =
        new Option<string?>("--certificate-password-file") { Description = "File with the .p12's password", HelpName = "FILE" }.OfFile();
    private readonly Option<bool> sandbox = new("--sandbox") { Description = "The channel APNS_SANDBOX, for development builds" };

    public ApnsSetCommand(CommandHost host)
        : base(
            host, "apns", "Set the APNs channel",
            "./pinpush channel set apns --key-file AuthKey.p8 --key-id ABC123DEFG --team-id DEF123GHIJ --bundle-id com.example.shop",
            "./pinpush channel set apns --certificate-file push.p12 --certificate-password-file push.pass --bundle-id com.example.shop --sandbox")
    {
        foreach (var option in new Option[] { keyFile, keyId, teamId, bundleId, certificateFile, passwordFile, sandbox })
        {
            Add(option);
        }

        AddCheck(Check);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var app = await session.ApplicationIdAsync(cancellationToken);
        var record = parsed.GetValue(sandbox)
            ? await SetSandboxAsync(parsed, session, app, cancellationToken)
            : await SetProductionAsync(parsed, session, app, cancellationToken);
        ChannelRecord.Printer.Print(Terminal, parsed, record);
        return ExitCode.Done;
    }

    private void Check(CommandResult result)
    {
        var key = result.GetValue(keyFile);
        var certificate = result.GetValue(certificateFile);
        if ((key is null) == (certificate is null))
        {
            result.AddError("Give either --key-file (a .p8) or --certificate-file (a .p12).");
        }
        else if (key is not null && (result.GetValue(keyId) is null || result.GetValue(teamId) is null || result.GetValue(bundleId) is null))
        {
            result.AddError("--key-file needs --key-id, --team-id and --bundle-id beside it.");
        }
    }

    private async Task<ChannelRecord> SetProductionAsync(ParseResult parsed, PinpointSession session, string app, CancellationToken cancellationToken)
    {
        var credentials = Read(parsed);
        var request = new APNSChannelRequest
        {
            Enabled = true,
            BundleId = parsed.GetValue(bundleId),
            DefaultAuthenticationMethod = credentials.Method,
            TokenKey = credentials.TokenKey,
            TokenKeyId = parsed.GetValue(keyId),
            TeamId = parsed.GetValue(teamId),
            Certificate = credentials.Certificate,
            PrivateKey = credentials.Password,
        };
        var answer = await session.Client.UpdateApnsChannelAsync(
            new UpdateApnsChannelRequest { ApplicationId = app, APNSChannelRequest = request }, cancellationToken);
        var channel = answer.APNSChannelResponse;
        return new ChannelRecord
        {
            Channel = "APNS",
            Enabled = channel.Enabled ?? false,
            HasCredential = (channel.HasCredential ?? false) || (channel.HasTokenKey ?? false),
            LastModifiedDate = channel.LastModifiedDate,
        };
    }

    private async Task<ChannelRecord> SetSandboxAsync(ParseResult parsed, PinpointSession session, string app, CancellationToken cancellationToken)
    {
        var credentials = Read(parsed);
        var request = new APNSSandboxChannelRequest
        {
            Enabled = true,
            BundleId = parsed.GetValue(bundleId),
            DefaultAuthenticationMethod = credentials.Method,
            TokenKey = credentials.TokenKey,
            TokenKeyId = parsed.GetValue(keyId),
            TeamId = parsed.GetValue(teamId),
            Certificate = credentials.Certificate,
            PrivateKey = credentials.Password,
        };
        var answer = await session.Client.UpdateApnsSandboxChannelAsync(
            new UpdateApnsSandboxChannelRequest { ApplicationId = app, APNSSandboxChannelRequest = request }, cancellationToken);
        var channel = answer.APNSSandboxChannelResponse;
        return new ChannelRecord
        {
            Channel = "APNS_SANDBOX",
            Enabled = channel.Enabled ?? false,
            HasCredential = (channel.HasCredential ?? false) || (channel.HasTokenKey ?? false),
            LastModifiedDate = channel.LastModifiedDate,
        };
    }

    /// <summary>A .p8 goes as its text, a .p12 as base64 with its password in the member PrivateKey.</summary>
    private (string Method, string? TokenKey, string? Certificate, string? Password) Read(ParseResult parsed)
    {
        if (parsed.GetValue(keyFile) is { } key)
        {
            return ("TOKEN", CredentialFile.ReadText(key, "--key-file"), null, null);
        }

        var certificate = Convert.ToBase64String(CredentialFile.ReadBytes(parsed.GetRequiredValue(certificateFile)!, "--certificate-file")); // checked by Check
        var password = parsed.GetValue(passwordFile) is { } file ? CredentialFile.ReadText(file, "--certificate-password-file") : null;
        return ("CERTIFICATE", null, certificate, password);
    }
}
