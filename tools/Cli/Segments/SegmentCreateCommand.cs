using System.CommandLine;
using System.CommandLine.Parsing;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Input;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Segments;

/// <summary>Creates a segment. One without any criterion is everybody, so that must be said: <c>--everyone</c>.</summary>
internal sealed class SegmentCreateCommand : PinpointCommand
{
    private readonly Argument<string?> name = new("NAME")
    {
        Description = "The segment's name; may stand in the --file instead",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly CriteriaOptions criteria = new();
    private readonly Option<bool> everyone = new("--everyone") { Description = "All devices: no criterion at all" };
    private readonly Option<string?> file = RequestFile.Option<WriteSegmentRequest>();
    private readonly Option<string[]> tags = NameValue.Tags();

    public SegmentCreateCommand(CommandHost host)
        : base(
            host, "create", "Create a segment and tell how many devices are in it",
            "./pinpush segment create premium --attribute plan=premium --country \"FR|DE\"",
            "./pinpush segment create lapsed --inactive 30d --channel exclusive=ios --user-attribute tier:contains=gold",
            "./pinpush segment create newcomers --attribute joined:after=2026-10-01T00:00:00Z",
            "./pinpush segment create all --everyone",
            "./pinpush segment create --file examples/segment.json")
    {
        Add(name);
        foreach (var option in criteria.All.Append(everyone).Append(file).Append(tags))
        {
            Add(option);
        }

        AddCheck(Check);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var segment = ToRequest(parsed);
        var app = await session.ApplicationIdAsync(cancellationToken);
        var before = (await SegmentListCommand.ReadAsync(session, app, cancellationToken)).Where(s => s.Name == segment.Name).ToList();
        var answer = await session.Client.CreateSegmentAsync(
            new CreateSegmentRequest { ApplicationId = app, WriteSegmentRequest = segment }, cancellationToken);
        var record = SegmentRecord.Of(answer.SegmentResponse);
        SegmentRecord.Printer.Print(Terminal, parsed, record with { Audience = await session.Client.AudienceAsync(app, record.Id, cancellationToken) });
        SameName.TellOf(
            Terminal, "segments", record.Name, [.. before.Select(s => (s.Id, s.CreationDate))], record.Id,
            "Where a command takes a segment, give it the id of the one that is meant; ./pinpush segment show ID tells who is in it.");
        return ExitCode.Done;
    }

    private void Check(CommandResult result)
    {
        var hasFile = result.GetResult(file) is not null;
        if (result.GetValue(name) is null && !hasFile)
        {
            result.AddError("Give the segment's NAME.");
        }

        var hasCriteria = criteria.AreGiven(result);
        if (hasCriteria && (hasFile || result.GetValue(everyone)))
        {
            result.AddError("Give the criteria as options, or in a --file, or --everyone: one of the three.");
        }
        else if (!hasCriteria && !hasFile && !result.GetValue(everyone))
        {
            result.AddError(
                "Say who is in it: --attribute, --country, ..., or --file. A segment without any criterion is everybody; if that is meant, say --everyone.");
        }

        try
        {
            criteria.ToDimensions(result);
        }
        catch (Refusal refusal)
        {
            result.AddError(refusal.Message);
        }
    }

    private WriteSegmentRequest ToRequest(ParseResult parsed)
    {
        var given = parsed.CommandResult;
        var request = parsed.GetValue(file) is { } json
            ? RequestFile.Read(json, RequestJson.Default.WriteSegmentRequest, Contract.WireJson.Default.WriteSegmentRequest)
            : criteria.AreGiven(given) ? new WriteSegmentRequest { Dimensions = criteria.ToDimensions(given) }
            : new WriteSegmentRequest();
        var isEverybody = SegmentCriteria.Of(request.Dimensions, request.SegmentGroups).Count == 0;
        if (isEverybody != parsed.GetValue(everyone))
        {
            throw new Refusal(
                isEverybody ? "The file has no criterion, so the segment would be everybody. If that is meant, say --everyone."
                : "The file has criteria, and --everyone says that there are none.", ExitCode.WrongCommandLine);
        }

        request.Name = parsed.GetValue(name) ?? request.Name;
        request.Tags = NameValue.Merge(request.Tags, parsed.GetValue(tags), tags.Name);
        return request;
    }
}
