using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Channels;

internal sealed class ChannelListCommand(CommandHost host)
    : PinpointCommand(host, "list", "List an app's channels", "./pinpush channel list", "./pinpush channel list --json")
{
    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var app = await session.ApplicationIdAsync(cancellationToken);
        var channels = await ReadAsync(session, app, cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            Terminal.Json(channels, CliJson.Default.IReadOnlyListChannelRecord);
        }
        else
        {
            ChannelOutput.Show(Terminal, channels);
        }

        return ExitCode.Done;
    }

    internal static async Task<IReadOnlyList<ChannelRecord>> ReadAsync(PinpointSession session, string app, CancellationToken cancellationToken)
    {
        var answer = await session.Client.GetChannelsAsync(new GetChannelsRequest { ApplicationId = app }, cancellationToken);
        return [.. (answer.ChannelsResponse.Channels ?? []).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new ChannelRecord
        {
            Channel = c.Key,
            Enabled = c.Value.Enabled ?? false,
            HasCredential = c.Value.HasCredential ?? false,
            LastModifiedDate = c.Value.LastModifiedDate,
        })];
    }
}
