using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Segments;

internal sealed class SegmentListCommand(CommandHost host) : PinpointCommand(host, "list", "List an app's segments", "./pinpush segment list")
{
    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var app = await session.ApplicationIdAsync(cancellationToken);
        var segments = await Pages.ReadAsync(
            async token =>
            {
                var request = new GetSegmentsRequest { ApplicationId = app, PageSize = "100", Token = token };
                var page = (await session.Client.GetSegmentsAsync(request, cancellationToken)).SegmentsResponse;
                return (page.Item?.Select(SegmentRecord.Of) ?? [], page.NextToken);
            });
        if (parsed.GetValue(CommonOptions.Json))
        {
            Terminal.Json(segments, CliJson.Default.IReadOnlyListSegmentRecord);
        }
        else
        {
            Rows.Write(Terminal.Out, ["Id", "Name", "Version", "Created"], [.. segments.Select(s => s.ToRow())]);
        }

        return ExitCode.Done;
    }
}
