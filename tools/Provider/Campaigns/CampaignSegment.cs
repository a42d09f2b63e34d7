using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.Pinpoint.Model;
using Amazon.Runtime;
using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;
using Pinpush.PluginClient;
using Pinpush.Provider.Segments;

namespace Pinpush.Provider.Campaigns;

/// <summary>
/// The version of its segment that a campaign goes to: the one that the program names, else the one that the program's segment has, so that a change of the
/// segment is one of the campaign. The API alone keeps the version that was current when the campaign was last given a segment.
/// </summary>
internal sealed class CampaignSegment(SegmentVersions versions)
{
    private const string Version = "segmentVersion";

    /// <summary>Fills in the version of a campaign that follows its segment; where none is known, the one that it had.</summary>
    public async Task FollowAsync(CheckCall call, CancellationToken cancellationToken)
    {
        var now = call.New;
        if (now[Version] is not null)
        {
            return;
        }

        now[Defaults.Note] = new JsonArray(Version);
        if (Json.IsUnknown(now["applicationId"]) || Json.IsUnknown(now["segmentId"]))
        {
            now[Version] = PropertyBag.Unknown;
        }
        else if ((now.Text("applicationId"), now.Text("segmentId")) is ({ } app, { } segment))
        {
            now[Version] = versions.Of(app, segment)?.Number is { } number ? number
                : await CurrentAsync(call, app, segment, cancellationToken) is { } current ? current
                : call.Old.Values.Text("segmentId") == segment ? call.Old.Values[Version]?.DeepClone() : null;
        }
    }

    /// <summary>Whether the program leaves the version to the segment.</summary>
    public static bool Follows(JsonObject inputs) => Defaults.Has(inputs, Version);

    /// <summary>The plan without a move that is none: of a campaign that has begun, which stays with what it began with, or to where it is.</summary>
    public static Plan Settle(Plan plan, ResourceCall call, CampaignResponse there, bool hasBegun) => !Follows(call.Inputs.Values) ? plan : plan with
    {
        Changes = [.. plan.Changes.Where(c => c.Top != Version || !(hasBegun || (c.Kind == ChangeKind.Add && Number(call) == there.SegmentVersion)))],
    };

    /// <summary>What a refresh keeps: which inputs were left to the provider, and the version of one that has begun.</summary>
    public static void Read(JsonObject old, JsonObject inputs, bool hasBegun)
    {
        if (Follows(old))
        {
            inputs[Defaults.Note] = old[Defaults.Note]!.DeepClone(); // it is there, by Follows
        }

        if (old[Version] is null)
        {
            inputs.Remove(Version); // the API always tells one
        }
        else if (hasBegun && Follows(old))
        {
            inputs[Version] = old[Version]!.DeepClone(); // not null, as asked above
        }
    }

    /// <summary>Tells, at the segment where it is the program's, that a campaign goes to another version of it, and how many that reaches.</summary>
    public async Task TellMoveAsync(ResourceCall call, CampaignResponse there, CancellationToken cancellationToken)
    {
        if (call.Inputs.Values.Text("segmentId") != there.SegmentId || Number(call) is not { } next || next == there.SegmentVersion)
        {
            return;
        }

        var (client, before) = (call.Client(), there.SegmentVersion ?? 0);
        var counts = (Old: await versions.CountAsync(client, there.ApplicationId, there.SegmentId, before, cancellationToken),
            New: await versions.CountAsync(client, there.ApplicationId, there.SegmentId, next, cancellationToken));
        await call.Log.WarnAsync(
            $"Campaign {there.Name} goes to version {next} of its segment{To(counts.New)}, no more to version {before}{To(counts.Old)}.",
            versions.Of(there.ApplicationId, there.SegmentId)?.Urn ?? call.Urn, cancellationToken);

        static string To(Contract.AudienceSize? size) => size is null ? "" : $" ({Contract.AudienceSize.Devices(size.Reachable)})";
    }

    /// <returns>What is wrong when the segment, or the version of it, is not there; else null.</returns>
    public Task<string?> MissingAsync(ResourceCall call, string app, CancellationToken cancellationToken) =>
        Json.IsUnknown(call.Inputs.Values["segmentId"]) || call.Inputs.Values.Text("segmentId") is not { } segment ? Task.FromResult<string?>(null)
        : versions.MissingAsync(call, "segmentId", app, segment, Number(call), cancellationToken);

    /// <summary>Refuses an audience known to be too large. One that nobody can tell is left to the server, which looks when the campaign runs.</summary>
    public async Task CheckAudienceAsync(ResourceCall call, string app, CancellationToken cancellationToken)
    {
        var inputs = call.Inputs.Values;
        if (inputs["maxAudience"] is not { } most || Json.IsUnknown(most) || Json.IsUnknown(inputs["segmentId"])
            || inputs.Text("segmentId") is not { } segment || Number(call) is not { } version || call.Connection is null)
        {
            return;
        }

        if (await versions.CountAsync(call.Client(), app, segment, version, cancellationToken) is { } audience && audience.Reachable > Json.Number(most))
        {
            throw new RefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"maxAudience: version {version} of the segment {segment} reaches {Contract.AudienceSize.Devices(audience.Reachable)} now, "
                + $"and {Json.Number(most):N0} are allowed. ")
                + "Narrow the segment, or raise maxAudience on purpose.");
        }
    }

    /// <summary>The version that it goes to; null while it is not known.</summary>
    public static int? Number(ResourceCall call) =>
        call.Inputs.Values[Version] is { } version && !Json.IsUnknown(version) ? (int)Json.Number(version) : null;

    private static async Task<int?> CurrentAsync(CheckCall call, string app, string segment, CancellationToken cancellationToken)
    {
        try
        {
            return call.Client() is not { } client ? null : (await client.GetSegmentAsync(
                new GetSegmentRequest { ApplicationId = app, SegmentId = segment }, cancellationToken)).SegmentResponse.Version;
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            return null; // told by the call that makes or changes the campaign
        }
    }
}
