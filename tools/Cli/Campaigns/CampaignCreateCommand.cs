using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Input;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;
using Pinpush.Cli.Segments;
using Pinpush.Cli.Sending;

namespace Pinpush.Cli.Campaigns;

/// <summary>
/// Creates a campaign. Who it reaches and when has no default: segment and start are always written out, here or in the file. What sends at once is asked
/// before.
/// </summary>
internal sealed class CampaignCreateCommand : PinpointCommand
{
    private readonly Argument<string?> name = new("NAME")
    {
        Description = "The campaign's name; may stand in the --file instead",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string?> segment = new("--segment") { Description = "The segment's id, or its name where only one has it", HelpName = "SEGMENT" };
    private readonly Option<string?> start = new("--start")
    {
        Description = "When to send: the word IMMEDIATE, or a time such as 2027-01-31T09:00:00Z",
        HelpName = "TIME",
    };
    private readonly PushOptions push = new();
    private readonly Option<string?> description = new("--description") { Description = "What it is for", HelpName = "TEXT" };
    private readonly Option<int?> rate = new("--messages-per-second") { Description = "Most pushes a second", HelpName = "N" };
    private readonly Option<int?> duration = new("--max-duration") { Description = "Seconds after which the run ends, done or not", HelpName = "SECONDS" };
    private readonly Option<int?> maxAudience = new("--max-audience")
    {
        Description = "A pinpush server refuses the run if it would reach more devices than this",
        HelpName = "N",
    };
    private readonly Option<string?> inDoubt = new Option<string?>("--in-doubt")
    {
        Description = "What a pinpush server does with a push that may have arrived though no answer came: resend or skip. Default: resend",
        HelpName = "WORD",
    }.TakesOnly(StringComparer.Ordinal, [.. Contract.OwnTags.OfDoubt]);
    private readonly Option<bool> paused = new("--paused") { Description = "Create it paused: nothing is sent before ./pinpush campaign resume ID" };
    private readonly Option<bool> yes = Confirmation.Option();
    private readonly Option<string[]> tags = NameValue.Tags();
    private readonly Option<string?> file = RequestFile.Option<WriteCampaignRequest>();

    public CampaignCreateCommand(CommandHost host)
        : base(
            host, "create", "Create a campaign that sends to a segment once, and tell how many it will reach",
            "./pinpush campaign create spring-sale --segment premium --start 2027-03-01T09:00:00Z --title Sale --body \"Half price\" "
                + "--url https://example.com/sale --max-audience 50000",
            "./pinpush campaign create sync --segment premium --start IMMEDIATE --silent --data action=sync --yes",
            "./pinpush campaign create --file examples/campaign.json --segment premium --paused")
    {
        Add(name);
        Option[] options = [segment, start, .. push.OfCampaign, description, rate, duration, maxAudience, inDoubt, paused, yes, tags, file];
        foreach (var option in options)
        {
            Add(option);
        }

        AddCheck(Check);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var campaign = ToRequest(parsed);
        var app = await session.ApplicationIdAsync(cancellationToken);
        campaign.SegmentId = await SegmentName.ToIdAsync(session, app, parsed.GetValue(segment) ?? campaign.SegmentId, cancellationToken);
        if (campaign.IsPaused != true && NowSending.IsDue(campaign.Schedule, Host.Time.GetUtcNow()))
        {
            var effect = await NowSending.WordsAsync(session, app, campaign.SegmentId, campaign.SegmentVersion, isUnderWay: false, cancellationToken);
            Terminal.Require(parsed, yes, effect);
        }

        var answer = await session.Client.CreateCampaignAsync(
            new CreateCampaignRequest { ApplicationId = app, WriteCampaignRequest = campaign }, cancellationToken);
        var audience = await session.Client.AudienceAsync(CampaignRecord.AudienceOf(answer.CampaignResponse), cancellationToken);
        CampaignRecord.Printer.Print(Terminal, parsed, CampaignRecord.Of(answer.CampaignResponse) with { Audience = audience });
        return ExitCode.Done;
    }

    private void Check(CommandResult result)
    {
        if (result.GetResult(file) is null)
        {
            Needed(result.GetValue(name), "NAME: the campaign's name");
            Needed(result.GetValue(segment), "--segment: who gets it");
            Needed(result.GetValue(start), "--start: IMMEDIATE, or a time such as 2027-01-31T09:00:00Z");
            push.Check(result);
        }
        else if (push.OfCampaign.FirstOrDefault(o => result.GetResult(o) is not null) is { } twice)
        {
            result.AddError($"The message stands in the --file: leave out {twice.Name}.");
        }

        if (result.GetValue(start) is { } time and not Contract.Schedule.Immediate)
        {
            if (!Contract.IsoTime.HasOffset(time) || !Contract.IsoTime.TryParse(time, out var at))
            {
                result.AddError(
                    $"--start is '{time}'; it has to be IMMEDIATE, or a time with its zone such as 2027-01-31T09:00:00Z or 2027-01-31T09:00:00+01:00.");
            }
            else if (at <= Host.Time.GetUtcNow())
            {
                result.AddError($"--start {time} has passed: give a time to come, or IMMEDIATE.");
            }
        }

        if (result.GetValue(maxAudience) < 1)
        {
            result.AddError("--max-audience is a number of devices above 0.");
        }

        void Needed(string? value, string what)
        {
            if (value is null)
            {
                result.AddError($"Give {what}.");
            }
        }
    }

    /// <exception cref="Refusal">The file lacks what no option gives either.</exception>
    private WriteCampaignRequest ToRequest(ParseResult parsed)
    {
        var request = parsed.GetValue(file) is { } json
            ? RequestFile.Read(json, RequestJson.Default.WriteCampaignRequest, Contract.WireJson.Default.WriteCampaignRequest)
            : new WriteCampaignRequest { MessageConfiguration = push.ToCampaignMessage(parsed) };
        request.Name = parsed.GetValue(name) ?? request.Name;
        request.Description = parsed.GetValue(description) ?? request.Description;
        request.Schedule ??= new Schedule();
        request.Schedule.StartTime = parsed.GetValue(start) ?? request.Schedule.StartTime;
        if (string.IsNullOrEmpty(request.Schedule.StartTime) || (string.IsNullOrEmpty(request.SegmentId) && parsed.GetValue(segment) is null))
        {
            throw new Refusal("The file has no SegmentId or no Schedule.StartTime: give --segment and --start.", ExitCode.WrongCommandLine);
        }

        if ((parsed.GetValue(rate) ?? parsed.GetValue(duration)) is not null)
        {
            request.Limits ??= new CampaignLimits();
            request.Limits.MessagesPerSecond = parsed.GetValue(rate) ?? request.Limits.MessagesPerSecond;
            request.Limits.MaximumDuration = parsed.GetValue(duration) ?? request.Limits.MaximumDuration;
        }

        request.IsPaused = parsed.GetValue(paused) ? true : request.IsPaused;
        request.Tags = NameValue.Merge(request.Tags, parsed.GetValue(tags), tags.Name);
        if (parsed.GetValue(maxAudience) is { } most)
        {
            (request.Tags ??= [])[Contract.OwnTags.MaxAudience] = most.ToString(CultureInfo.InvariantCulture);
        }

        if (parsed.GetValue(inDoubt) is { } word)
        {
            (request.Tags ??= [])[Contract.OwnTags.InDoubt] = word;
        }

        return request;
    }
}
