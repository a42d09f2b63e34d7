using System.Text.Json.Nodes;
using Amazon.Pinpoint.Model;
using Pinpush.Client;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;
using Pinpush.PluginClient;

namespace Pinpush.Provider.Segments;

/// <summary><c>pinpoint:index:Segment</c>. A create that finds its key in the app takes over the segment that is there.</summary>
internal sealed class SegmentKind(SegmentVersions versions) : ResourceKind
{
    public override ResourceDescription Description => SegmentShape.Segment;

    public override void Check(CheckCall call)
    {
        var now = call.New;
        now["name"] ??= call.Name;
        OwnTags.Check(call);
        var chooses = HasCriterion(now["dimensions"]) || HasCriterion(now["segmentGroups"]);
        if (!chooses && now.Flag("everyone") != true && !Json.IsUnknown(now["everyone"]))
        {
            call.Fault(
                "everyone", "The segment has no criterion, so every endpoint of the app is in it. Give dimensions or segmentGroups, or say everyone: true.");
        }
        else if (chooses && now.Flag("everyone") == true)
        {
            call.Fault("everyone", "is true, and there are criteria: remove one of the two.");
        }

        ContractRules.Check(call, Description.Inputs, Contract.WireJson.Default.WriteSegmentRequest, Contract.SegmentRules.Check);
    }

    public override string KeyOf(ResourceCall call) => OwnTags.KeyOf(call.Urn, run: null);

    public override Task<Plan> PlanAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        if (call.OldOutputs.Values["version"] is { } version && !Json.IsUnknown(version))
        {
            versions.Set(call.Id, new((int)Json.Number(version), call.Urn));
        }

        return base.PlanAsync(call, cancellationToken);
    }

    public override async Task PreviewCreateAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        if (await OfApp.KnownAsync(call, cancellationToken) is not { } app)
        {
            return;
        }

        await CheckSourcesAsync(call, app, cancellationToken);
        if (await FindAsync(call, app, cancellationToken) is { } there)
        {
            await TakeOver.TellAsync(call, $"segment {there.Id}", cancellationToken);
        }
    }

    public override async Task<Stored> CreateAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var (client, app) = (call.Client(), OfApp.Of(call)!); // checked: required, and known when it is created
        if (await FindAsync(call, app, cancellationToken) is { } there)
        {
            var mark = await TakeOver.BeginAsync(call, client, there.Arn, $"segment {there.Id}", cancellationToken);
            return Of(call, await WriteAsync(call, there, cancellationToken)) with { Mark = mark };
        }

        var request = Request(call.Inputs.Values);
        request.Tags = OwnTags.With(call.Inputs.Values, (Contract.OwnTags.Key, KeyOf(call)));
        var answer = await client.CreateSegmentAsync(new CreateSegmentRequest { ApplicationId = app, WriteSegmentRequest = request }, cancellationToken);
        return Of(call, answer.SegmentResponse);
    }

    public override async Task<Stored?> ReadAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        if (await GetAsync(call, cancellationToken) is not { } there)
        {
            return null;
        }

        var old = call.Inputs.Values;
        var inputs = FromWire(there, old);
        inputs["applicationId"] = there.ApplicationId;
        OwnTags.Read(there.Tags, old, inputs);
        if (!HasCriterion(inputs["dimensions"]) && !HasCriterion(inputs["segmentGroups"]))
        {
            inputs["everyone"] = true;
        }
        else if (old.Flag("everyone") == false)
        {
            inputs["everyone"] = false;
        }

        return Of(there, inputs) with { Mark = TakeOver.Read(call, there.Tags) };
    }

    public override async Task<string?> SparedAsync(ResourceCall call, CancellationToken cancellationToken) =>
        TakeOver.Spares(call, (await GetAsync(call, cancellationToken))?.Tags);

    public override async Task<JsonObject> PreviewUpdateAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        if (call.Connection is null)
        {
            return new() { ["version"] = PropertyBag.Unknown };
        }

        var (there, inputs) = (await ThereAsync(call, cancellationToken), call.Inputs.Values);
        await CheckSourcesAsync(call, there.ApplicationId, cancellationToken);
        var next = IsSame(there, inputs) ? new SegmentVersion(there.Version ?? 0, call.Urn) : new SegmentVersion(
            (there.Version ?? 0) + 1, call.Urn, IsWritten: false,
            Json.HasUnknown(inputs) ? null : ShapeMapping.ToWire(Description.Inputs, inputs).ToJsonString());
        versions.Set(call.Id, next);
        return new() { ["version"] = next.Number };
    }

    public override async Task<Stored> UpdateAsync(ResourceCall call, CancellationToken cancellationToken) =>
        Of(call, await WriteAsync(call, await ThereAsync(call, cancellationToken), cancellationToken));

    public override async Task DeleteAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var (app, id) = OfApp.Split(call.Id);
        try
        {
            await call.Client().DeleteSegmentAsync(new DeleteSegmentRequest { ApplicationId = app, SegmentId = id }, cancellationToken);
        }
        catch (NotFoundException)
        {
            // gone already, or its app is
        }
    }

    /// <summary>Whether anything in it leaves an endpoint out.</summary>
    internal static bool HasCriterion(JsonNode? node) => node switch
    {
        JsonObject group when group["values"] is { } values => Json.IsUnknown(values) || values is JsonArray { Count: > 0 },
        JsonObject recency when recency["recencyType"] is not null => true,
        JsonObject reference when reference["id"] is not null => true,
        JsonObject group => group.Any(p => HasCriterion(p.Value)),
        JsonArray list => list.Any(HasCriterion),
        _ => Json.IsUnknown(node),
    };

    private async Task<SegmentResponse?> FindAsync(ResourceCall call, string app, CancellationToken cancellationToken)
    {
        var key = KeyOf(call);
        return await call.Client().SegmentsAsync(app, cancellationToken)
            .FirstOrDefaultAsync(s => s.Tags?.GetValueOrDefault(Contract.OwnTags.Key) == key, cancellationToken);
    }

    private static async Task<SegmentResponse?> GetAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var (app, id) = OfApp.Split(call.Id);
        try
        {
            return (await call.Client().GetSegmentAsync(new GetSegmentRequest { ApplicationId = app, SegmentId = id }, cancellationToken)).SegmentResponse;
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    private async Task CheckSourcesAsync(ResourceCall call, string app, CancellationToken cancellationToken)
    {
        List<string?> missing = [];
        var groups = call.Inputs.Values.Inner("segmentGroups")?["groups"] as JsonArray ?? [];
        foreach (var (group, g) in groups.Select((group, g) => (group as JsonObject, g)))
        {
            foreach (var (source, s) in (group?["sourceSegments"] as JsonArray ?? []).Select((source, s) => (source as JsonObject, s)))
            {
                if (source.Text("id") is { } id && !Json.HasUnknown(source))
                {
                    int? version = source?["version"] is { } number ? (int)Json.Number(number) : null;
                    missing.Add(
                        await versions.MissingAsync(call, $"segmentGroups.groups[{g}].sourceSegments[{s}].id", app, id, version, cancellationToken));
                }
            }
        }

        Refused.If(missing);
    }

    private static async Task<SegmentResponse> ThereAsync(ResourceCall call, CancellationToken cancellationToken) => await GetAsync(call, cancellationToken)
        ?? throw new RefusedException($"the segment {call.Id} is gone. Run refresh, and then up makes a new one.");

    private async Task<SegmentResponse> WriteAsync(ResourceCall call, SegmentResponse there, CancellationToken cancellationToken)
    {
        var (client, inputs) = (call.Client(), call.Inputs.Values);
        await OwnTags.WriteAsync(client, there.Arn, there.Tags, OwnTags.With(inputs, (Contract.OwnTags.Key, KeyOf(call))), cancellationToken);
        if (IsSame(there, inputs)) // an update makes a version, so none for nothing
        {
            return there;
        }

        var request = Request(inputs);
        if (request is { Dimensions: null, SegmentGroups: null })
        {
            request.Dimensions = new SegmentDimensions(); // everybody: an update keeps what it leaves out
        }

        var answer = await client.UpdateSegmentAsync(
            new UpdateSegmentRequest { ApplicationId = there.ApplicationId, SegmentId = there.Id, WriteSegmentRequest = request }, cancellationToken);
        return answer.SegmentResponse;
    }

    private bool IsSame(SegmentResponse there, JsonObject inputs) => Json.Same(
        ShapeMapping.ToWire(Description.Inputs, inputs),
        ShapeMapping.ToWire(Description.Inputs, FromWire(there, inputs)));

    private JsonObject FromWire(SegmentResponse there, JsonObject inputs) =>
        ShapeMapping.FromWire(Description.Inputs, PinpointJson.Answer(there, PinpointJson.Default.SegmentResponse), inputs);

    private WriteSegmentRequest Request(JsonObject inputs) =>
        PinpointJson.Request(ShapeMapping.ToWire(Description.Inputs, inputs), PinpointJson.Default.WriteSegmentRequest);

    private Stored Of(ResourceCall call, SegmentResponse segment)
    {
        versions.Set($"{segment.ApplicationId}/{segment.Id}", new(segment.Version ?? 0, call.Urn));
        return Of(segment, call.Inputs.Values);
    }

    private static Stored Of(SegmentResponse segment, JsonObject inputs) => new(
        $"{segment.ApplicationId}/{segment.Id}", inputs,
        new JsonObject { ["segmentId"] = segment.Id, ["arn"] = segment.Arn, ["version"] = segment.Version });
}
