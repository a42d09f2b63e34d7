using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Input;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Channels;

/// <summary>FCM by service account (HTTP v1) or by the legacy server key, which Google has shut down.</summary>
internal sealed class GcmSetCommand : PinpointCommand
{
    private readonly Option<string?> accountFile =
        new Option<string?>("--service-account-file") { Description = "The service account's JSON key file", HelpName = "FILE" }.OfFile();
    private readonly Option<string?> keyFile = new Option<string?>("--server-key-file")
    {
        Description = "File with a legacy server key; Google refuses sends with it",
        HelpName = "FILE",
    }.OfFile();

    public GcmSetCommand(CommandHost host)
        : base(host, "gcm", "Set the FCM channel", "./pinpush channel set gcm --service-account-file service-account.json")
    {
        Add(accountFile);
        Add(keyFile);
        AddCheck(result =>
        {
            if ((result.GetValue(accountFile) is null) == (result.GetValue(keyFile) is null))
            {
                result.AddError("Give either --service-account-file or --server-key-file.");
            }
        });
    }

    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var request = new GCMChannelRequest { Enabled = true };
        if (parsed.GetValue(accountFile) is { } account)
        {
            request.DefaultAuthenticationMethod = "TOKEN";
            request.ServiceJson = CredentialFile.ReadText(account, "--service-account-file");
        }
        else
        {
            request.DefaultAuthenticationMethod = "KEY";
            request.ApiKey = CredentialFile.ReadText(parsed.GetRequiredValue(keyFile)!, "--server-key-file"); // one of the two: checked above
            Terminal.Say("Google has shut the server key's path down: pushes over it fail. Use --service-account-file.");
        }

        var app = await session.ApplicationIdAsync(cancellationToken);
        var answer = await session.Client.UpdateGcmChannelAsync(
            new UpdateGcmChannelRequest { ApplicationId = app, GCMChannelRequest = request }, cancellationToken);
        var channel = answer.GCMChannelResponse;
        var record = new ChannelRecord
        {
            Channel = "GCM",
            Enabled = channel.Enabled ?? false,
            HasCredential = (channel.HasCredential ?? false) || (channel.HasFcmServiceCredentials ?? false),
            LastModifiedDate = channel.LastModifiedDate,
        };
        ChannelRecord.Printer.Print(Terminal, parsed, record);
        return ExitCode.Done;
    }
}
