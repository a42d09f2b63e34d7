using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Segments;

internal sealed class SegmentShowCommand : PinpointCommand
{
    private readonly Argument<string> id = new("ID") { Description = "The segment's id" };

    public SegmentShowCommand(CommandHost host)
        : base(host, "show", "Show a segment", "./pinpush segment show 0123456789abcdef0123456789abcdef") => Add(id);

    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var app = await session.ApplicationIdAsync(cancellationToken);
        var answer = await session.Client.GetSegmentAsync(
            new GetSegmentRequest { ApplicationId = app, SegmentId = parsed.GetRequiredValue(id) }, cancellationToken);
        var segment = SegmentRecord.Of(answer.SegmentResponse);
        if (parsed.GetValue(CommonOptions.Json))
        {
            Terminal.Json(segment, CliJson.Default.SegmentRecord);
        }
        else
        {
            Rows.Write(Terminal.Out, ["Id", "Name", "Version", "Created"], [segment.ToRow()]);
            Rows.Write(Terminal.Out, ["Criteria"], [.. segment.Criteria.Select(c => new[] { c })]);
        }

        return ExitCode.Done;
    }
}
