using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;

namespace Pinpush.Cli.Segments;

internal sealed class SegmentRemoveCommand(CommandHost host)
    : ByIdCommand<SegmentRecord>(
        host, "remove", "Remove a segment", "segment", "./pinpush segment remove 0123456789abcdef0123456789abcdef", SegmentRecord.Printer)
{
    protected override async Task<SegmentRecord> CallAsync(PinpointSession session, string app, string id, CancellationToken cancellationToken)
    {
        var answer = await session.Client.DeleteSegmentAsync(new DeleteSegmentRequest { ApplicationId = app, SegmentId = id }, cancellationToken);
        return SegmentRecord.Of(answer.SegmentResponse);
    }
}
