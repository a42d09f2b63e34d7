using Pinpush.Contract;
using Pinpush.Server.Kernel;
using Pinpush.Server.Segments;
using Pinpush.Server.Templates;

namespace Pinpush.Server.Campaigns;

/// <summary>What a campaign names: its segment and its template.</summary>
internal sealed class CampaignReferences(SegmentStore segments, TemplateStore templates)
{
    /// <summary>The version that is asked for, or the current one; 0 when there is no such segment.</summary>
    public int SegmentVersion(string app, WriteCampaignRequest request) => request.SegmentVersion ?? Versions(app, request);

    /// <summary>What to answer when the campaign names something that is not there; null when all is.</summary>
    public ApiAnswer? Check(string app, WriteCampaignRequest request, int segmentVersion)
    {
        if (templates.Find(request.TemplateConfiguration, out var missing) is null && missing is not null)
        {
            return ApiAnswer.BadRequest([missing]);
        }

        var versions = Versions(app, request);
        return segmentVersion >= 1 && segmentVersion <= versions ? null : ApiAnswer.NoResource(
            $"app '{app}' has no segment '{request.SegmentId}'{(versions > 0 ? $" with a version {segmentVersion}" : "")}.");
    }

    private int Versions(string app, WriteCampaignRequest request) => request.SegmentId is { } id ? segments.Versions(app, id).Count : 0;
}
