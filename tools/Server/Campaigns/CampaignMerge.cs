using System.Text.Json;
using Pinpush.Contract;

namespace Pinpush.Server.Campaigns;

/// <summary>What an update asks of a campaign: a member that it leaves out stays as it is, one that it gives is the new one, whole.</summary>
/// <remarks>
/// MessageConfiguration and TemplateConfiguration are one, what is sent, and so are SegmentId and SegmentVersion, who gets it: either of them takes the place
/// of both. An empty text or object takes away.
/// </remarks>
internal static class CampaignMerge
{
    /// <summary>The whole of it, for the rules to judge.</summary>
    public static WriteCampaignRequest Apply(CampaignResponse now, WriteCampaignRequest update)
    {
        var (message, template) = (update.MessageConfiguration ?? new(), update.TemplateConfiguration ?? new());
        var says = message != new MessageConfiguration() || template != new TemplateConfiguration();
        var whom = update.SegmentId is not null || update.SegmentVersion is not null;
        return update with
        {
            Description = Text(update.Description, now.Description),
            IsPaused = update.IsPaused ?? now.IsPaused,
            Limits = update.Limits ?? now.Limits,
            MessageConfiguration = says ? update.MessageConfiguration : now.MessageConfiguration,
            Name = Text(update.Name, now.Name),
            Priority = update.Priority ?? now.Priority,
            Schedule = update.Schedule ?? now.Schedule,
            SegmentId = update.SegmentId ?? now.SegmentId,
            SegmentVersion = whom ? update.SegmentVersion : now.SegmentVersion,
            TemplateConfiguration = says ? update.TemplateConfiguration : now.TemplateConfiguration,
            TreatmentDescription = Text(update.TreatmentDescription, now.TreatmentDescription),
            TreatmentName = Text(update.TreatmentName, now.TreatmentName),
        };
    }

    /// <summary>Whether the two differ in what a run stands on: in anything but name, description and whether it is paused.</summary>
    public static bool IsAnotherRun(CampaignResponse now, CampaignResponse next)
    {
        return OfRun(now) != OfRun(next);

        static string OfRun(CampaignResponse campaign) => JsonSerializer.Serialize(
            CampaignAnswers.Whole(campaign) with { Name = null, Description = null, IsPaused = null, State = null, LastModifiedDate = "", Version = null },
            WireJson.Default.CampaignResponse);
    }

    private static string? Text(string? given, string? now) => given is null ? now : given.Length == 0 ? null : given;
}
