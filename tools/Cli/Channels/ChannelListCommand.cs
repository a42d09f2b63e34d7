using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;

namespace Pinpush.Cli.Channels;

internal sealed class ChannelListCommand(CommandHost host)
    : ListCommand<ChannelRecord>(host, "List an app's channels", "./pinpush channel list", ChannelRecord.Printer)
{
    protected override async Task<IReadOnlyList<ChannelRecord>> ReadAsync(PinpointSession session, CancellationToken cancellationToken) =>
        await ReadAsync(session, await session.ApplicationIdAsync(cancellationToken), cancellationToken);

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
