using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;

namespace Pinpush.Cli.Segments;

internal sealed class SegmentShowCommand(CommandHost host)
    : ByIdCommand<SegmentRecord>(
        host, "show", "Show who is in a segment, and how many", "segment", "./pinpush segment show 0123456789abcdef0123456789abcdef", SegmentRecord.Printer)
{
    protected override async Task<SegmentRecord> CallAsync(PinpointSession session, string app, string id, CancellationToken cancellationToken)
    {
        var answer = await session.Client.GetSegmentAsync(new GetSegmentRequest { ApplicationId = app, SegmentId = id }, cancellationToken);
        return SegmentRecord.Of(answer.SegmentResponse) with { Audience = await session.Client.AudienceAsync(app, id, cancellationToken) };
    }
}
