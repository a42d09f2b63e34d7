using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.Pinpoint.Model;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;
using Pinpush.PluginClient;
using Pinpush.Provider.Segments;
using Pinpush.Provider.Templates;

namespace Pinpush.Provider.Campaigns;

/// <summary>
/// <c>pinpoint:index:Campaign</c>. A create that finds its key in the app takes over the campaign that is there; one that was sent is never changed.
/// </summary>
/// <remarks>Deleting a campaign that is being sent stops it. A new run makes a new campaign and deletes the old one; <c>retainOnDelete</c> keeps it.</remarks>
internal sealed class CampaignKind(SegmentVersions versions, ProgramTemplates templates, TimeProvider time) : ResourceKind
{
    private readonly CampaignGuards guards = new(time);
    private readonly CampaignSegment segment = new(versions);
    private readonly CampaignForecast forecast = new(versions, time);

    public override ResourceDescription Description => CampaignShape.Campaign;

    public override string KeyOf(ResourceCall call) => CampaignGuards.KeyOf(call);

    public override void Check(CheckCall call)
    {
        call.New["name"] ??= call.Name;
        CampaignRules.Check(call);
    }

    public override Task CompleteAsync(CheckCall call, CancellationToken cancellationToken) => segment.FollowAsync(call, cancellationToken);

    // (1) Nothing to do, or nobody to ask. (2) What is under way can be paused and resumed. (3) It has not begun: all can be changed in place.
    // (4) A new run is a new campaign. (5) Tags are no part of what was sent, and what becomes of pushes in doubt is one. What has begun follows no more.
    public override async Task<Plan> PlanAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var plan = PlanOf(call);
        if (plan.Changes.Count == 0 || plan.Replaces.Count > 0 || call.Connection is null || await GetAsync(call, cancellationToken) is not { } there) // (1)
        {
            return plan;
        }

        var isUnderWay = await CampaignGuards.IsUnderWayAsync(call.Client(), there, cancellationToken);
        plan = CampaignSegment.Settle(plan, call, there, isUnderWay || CampaignGuards.HasBegun(there));
        if (plan.Changes.Count == 0 || (isUnderWay && plan.Changes.All(c => c.Top is "isPaused" or "tags" or "inDoubt"))) // (2)
        {
            return plan;
        }

        if (!CampaignGuards.HasBegun(there)) // (3)
        {
            var tops = plan.Changes.Select(c => c.Top).ToHashSet();
            if (tops.Contains("schedule") || (tops.Contains("isPaused") && call.Inputs.Values.Flag("isPaused") != true))
            {
                guards.CheckTimes(call);
            }

            await CampaignGuards.WarnOfSentRunAsync(call, there.Id, cancellationToken);
            Refused.If(
                tops.Overlaps(["segmentId", "segmentVersion"]) ? await segment.MissingAsync(call, there.ApplicationId, cancellationToken) : null,
                tops.Contains("templateConfiguration") ? await MissingTemplateAsync(call, cancellationToken) : null);
            await segment.CheckAudienceAsync(call, there.ApplicationId, cancellationToken);
            return plan;
        }

        if (plan.Changes.Any(c => c.Top == "run") && call.Inputs.Values["run"] is not null) // (4)
        {
            return plan with { Replaces = new HashSet<string> { "run" } };
        }

        return plan.Changes.All(c => c.Top is "tags" or "inDoubt") ? plan // (5)
            : throw new RefusedException($"{string.Join(", ", plan.Changes.Select(c => c.Path))}: campaign {there.Id} is {there.State.CampaignStatus.Value}, "
                + "and what was sent cannot be changed. "
                + "Take the change back, or give the campaign another run: that makes a new campaign, which is sent once more.");
    }

    public override async Task PreviewCreateAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        // What hangs on the app is not known before it exists: looked at when it is created, and by the server when it runs.
        var app = await OfApp.KnownAsync(call, cancellationToken);
        var there = app is null ? null : await FindAsync(call, app, cancellationToken);
        if (there is null)
        {
            guards.CheckTimes(call);
        }
        else
        {
            await TakeOver.TellAsync(call, $"campaign {there.Id}", cancellationToken);
        }

        await CampaignGuards.WarnOfSentRunAsync(call, there?.Id, cancellationToken);
        Refused.If(app is null ? null : await segment.MissingAsync(call, app, cancellationToken), await MissingTemplateAsync(call, cancellationToken));
        if (app is not null)
        {
            await segment.CheckAudienceAsync(call, app, cancellationToken);
        }

        await forecast.TellAsync(call, there, cancellationToken);
    }

    public override async Task<JsonObject> PreviewUpdateAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        if (call.Connection is not null && await GetAsync(call, cancellationToken) is { } there)
        {
            await segment.TellMoveAsync(call, there, cancellationToken);
            await forecast.TellAsync(call, there, cancellationToken);
        }

        return [];
    }

    public override async Task<Stored> CreateAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var app = OfApp.Of(call)!; // checked: required, and known when it is created
        var there = await FindAsync(call, app, cancellationToken);
        var mark = there is null ? null : await TakeOver.BeginAsync(call, call.Client(), there.Arn, $"campaign {there.Id}", cancellationToken);
        if (there is not null && CampaignGuards.HasBegun(there))
        {
            await call.Log.WarnAsync(
                $"Campaign {there.Id} with this key was sent already ({there.State.CampaignStatus.Value}): it is taken over as it is, and sends nothing more.",
                call.Urn, cancellationToken);
            return Of(there, call.Inputs.Values) with { Mark = mark };
        }

        await CampaignGuards.WarnOfSentRunAsync(call, there?.Id, cancellationToken);
        if (there is not null)
        {
            return Of(await WriteAsync(call, there, cancellationToken), call.Inputs.Values) with { Mark = mark };
        }

        guards.CheckTimes(call);
        var request = Request(call.Inputs.Values);
        request.Tags = Tags(call);
        var made = await call.Client().CreateCampaignAsync(
            new CreateCampaignRequest { ApplicationId = app, WriteCampaignRequest = request }, cancellationToken);
        return Of(made.CampaignResponse, call.Inputs.Values);
    }

    public override async Task<Stored?> ReadAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        if (await GetAsync(call, cancellationToken) is not { } there)
        {
            return null;
        }

        var old = call.Inputs.Values;
        var inputs = ShapeMapping.FromWire(Description.Inputs, PinpointJson.Answer(there, PinpointJson.Default.CampaignResponse), old);
        inputs["applicationId"] = there.ApplicationId;
        CampaignRules.ScheduleFromWire(inputs, old);
        OwnTags.Read(there.Tags, old, inputs);
        CampaignSegment.Read(old, inputs, await CampaignGuards.IsSettledAsync(call.Client(), there, cancellationToken));
        if (CampaignGuards.HasBegun(there) && old["isPaused"] is { } paused)
        {
            inputs["isPaused"] = paused.DeepClone(); // somebody has sent it, as the program left open
        }

        if (there.Tags?.GetValueOrDefault(Contract.OwnTags.Run) is { } run)
        {
            inputs["run"] = run.Split('/', 3)[^1];
        }

        if (there.Tags?.GetValueOrDefault(Contract.OwnTags.MaxAudience) is { } most && int.TryParse(most, CultureInfo.InvariantCulture, out var number))
        {
            inputs["maxAudience"] = number;
        }

        if (there.Tags?.GetValueOrDefault(Contract.OwnTags.InDoubt) is { } doubt
            && (old["inDoubt"] is not null || doubt != Contract.OwnTags.Resend)) // which is what leaving it out means
        {
            inputs["inDoubt"] = doubt;
        }

        return Of(there, inputs) with { Mark = TakeOver.Read(call, there.Tags) };
    }

    public override async Task<string?> SparedAsync(ResourceCall call, CancellationToken cancellationToken) =>
        TakeOver.Spares(call, (await GetAsync(call, cancellationToken))?.Tags);

    public override async Task<string?> LossAsync(ResourceCall call, CancellationToken cancellationToken) =>
        await GetAsync(call, cancellationToken) is { } there ? await forecast.OfDeleteAsync(call, there, cancellationToken) : null;

    public override async Task<Stored> UpdateAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var there = await GetAsync(call, cancellationToken)
            ?? throw new RefusedException($"the campaign {call.Id} is gone. Run refresh, and then up makes a new one.");
        return Of(await WriteAsync(call, there, cancellationToken), call.Inputs.Values);
    }

    public override async Task DeleteAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var (app, id) = OfApp.Split(call.Id);
        try
        {
            await call.Client().DeleteCampaignAsync(new DeleteCampaignRequest { ApplicationId = app, CampaignId = id }, cancellationToken);
        }
        catch (NotFoundException)
        {
            // gone already, or its app is
        }
    }

    private async Task<string?> MissingTemplateAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var template = call.Inputs.Values.Inner("templateConfiguration").Inner("pushTemplate");
        return call.Connection is null || Json.HasUnknown(template) || template.Text("name") is not { } name ? null
            : await templates.MissingAsync(call, "templateConfiguration.pushTemplate.name", name, template.Text("version"), cancellationToken);
    }

    private static Task<CampaignResponse?> FindAsync(ResourceCall call, string app, CancellationToken cancellationToken) =>
        CampaignGuards.FindAsync(call.Client(), app, CampaignGuards.KeyOf(call), CampaignGuards.RunOf(call), cancellationToken);

    private static async Task<CampaignResponse?> GetAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var (app, id) = OfApp.Split(call.Id);
        try
        {
            var answer = await call.Client().GetCampaignAsync(new GetCampaignRequest { ApplicationId = app, CampaignId = id }, cancellationToken);
            var there = answer.CampaignResponse;
            return there.State?.CampaignStatus?.Value == "DELETED" ? null : there;
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    // The tags first: the guards must stand before the campaign may start. What the program has no more is taken away: an update keeps what it leaves out.
    private async Task<CampaignResponse> WriteAsync(ResourceCall call, CampaignResponse there, CancellationToken cancellationToken)
    {
        var (client, inputs) = (call.Client(), call.Inputs.Values);
        await OwnTags.WriteAsync(client, there.Arn, there.Tags, Tags(call), cancellationToken);
        var paused = inputs.Flag("isPaused") == true;
        WriteCampaignRequest? request = null;
        if (await CampaignGuards.IsUnderWayAsync(client, there, cancellationToken))
        {
            request = new() { IsPaused = paused };
        }
        else if (!CampaignGuards.HasBegun(there))
        {
            request = Request(inputs);
            request.IsPaused = paused;
            request.Description ??= there.Description is null ? null : "";
            request.Limits ??= there.Limits is null ? null : new();
        }

        return request is null ? there : (await client.UpdateCampaignAsync(
            new UpdateCampaignRequest { ApplicationId = there.ApplicationId, CampaignId = there.Id, WriteCampaignRequest = request },
            cancellationToken)).CampaignResponse;
    }

    private static Dictionary<string, string> Tags(ResourceCall call) => OwnTags.With(
        call.Inputs.Values, (Contract.OwnTags.Key, CampaignGuards.KeyOf(call)), (Contract.OwnTags.Run, CampaignGuards.RunOf(call)),
        (Contract.OwnTags.MaxAudience, call.Inputs.Values["maxAudience"] is { } most ? Json.Number(most).ToString(CultureInfo.InvariantCulture) : null),
        (Contract.OwnTags.InDoubt, call.Inputs.Values.Text("inDoubt")));

    private WriteCampaignRequest Request(JsonObject inputs)
    {
        var wire = ShapeMapping.ToWire(Description.Inputs, inputs);
        CampaignRules.ScheduleToWire(inputs, wire);
        return PinpointJson.Request(wire, PinpointJson.Default.WriteCampaignRequest);
    }

    private static Stored Of(CampaignResponse campaign, JsonObject inputs) => new(
        $"{campaign.ApplicationId}/{campaign.Id}", inputs,
        new JsonObject { ["campaignId"] = campaign.Id, ["arn"] = campaign.Arn, ["segmentVersion"] = campaign.SegmentVersion });
}
