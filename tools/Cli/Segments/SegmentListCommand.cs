using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Client;

namespace Pinpush.Cli.Segments;

internal sealed class SegmentListCommand(CommandHost host)
    : ListCommand<SegmentRecord>(host, "List an app's segments", "./pinpush segment list", SegmentRecord.Printer)
{
    protected override async Task<IReadOnlyList<SegmentRecord>> ReadAsync(PinpointSession session, CancellationToken cancellationToken) =>
        await ReadAsync(session, await session.ApplicationIdAsync(cancellationToken), cancellationToken);

    internal static async Task<IReadOnlyList<SegmentRecord>> ReadAsync(PinpointSession session, string app, CancellationToken cancellationToken) =>
        await session.Client.SegmentsAsync(app, cancellationToken).Select(SegmentRecord.Of).ToListAsync(cancellationToken);
}
