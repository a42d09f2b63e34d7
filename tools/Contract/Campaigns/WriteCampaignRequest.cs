using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>Creates or changes a campaign.</summary>
/// <remarks>
/// Pinpoint service model 2016-12-01, shape WriteCampaignRequest. Members of type JsonElement belong to features that are not served; a request that carries
/// one is refused.
/// </remarks>
public sealed record WriteCampaignRequest
{
    public IReadOnlyList<JsonElement>? AdditionalTreatments { get; init; }
    public JsonElement? CustomDeliveryConfiguration { get; init; }
    public string? Description { get; init; }
    public int? HoldoutPercent { get; init; }
    public CampaignHook? Hook { get; init; }
    public bool? IsPaused { get; init; }
    public CampaignLimits? Limits { get; init; }
    public MessageConfiguration? MessageConfiguration { get; init; }
    public string? Name { get; init; }
    public Schedule? Schedule { get; init; }
    public string? SegmentId { get; init; }
    public int? SegmentVersion { get; init; }
    [JsonPropertyName("tags")]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
    public TemplateConfiguration? TemplateConfiguration { get; init; }
    public string? TreatmentDescription { get; init; }
    public string? TreatmentName { get; init; }
    public int? Priority { get; init; }
}
