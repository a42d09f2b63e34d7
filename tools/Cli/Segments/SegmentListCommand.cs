using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Segments;

internal sealed class SegmentListCommand(CommandHost host)
    : ListCommand<SegmentRecord>(host, "List an app's segments", "./pinpush segment list", SegmentRecord.Printer)
{
    protected override async Task<IReadOnlyList<SegmentRecord>> ReadAsync(PinpointSession session, CancellationToken cancellationToken) =>
        await ReadAsync(session, await session.ApplicationIdAsync(cancellationToken), cancellationToken);

    internal static Task<IReadOnlyList<SegmentRecord>> ReadAsync(PinpointSession session, string app, CancellationToken cancellationToken) => Pages.ReadAsync(
        async token =>
        {
            var request = new GetSegmentsRequest { ApplicationId = app, PageSize = "100", Token = token };
            var page = (await session.Client.GetSegmentsAsync(request, cancellationToken)).SegmentsResponse;
            return (page.Item?.Select(SegmentRecord.Of) ?? [], page.NextToken);
        });
}
