using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>A campaign at one of its versions.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape CampaignResponse.</remarks>
public sealed record CampaignResponse
{
    public IReadOnlyList<JsonElement>? AdditionalTreatments { get; init; }
    public required string ApplicationId { get; init; }
    public required string Arn { get; init; }
    public required string CreationDate { get; init; }
    public JsonElement? CustomDeliveryConfiguration { get; init; }
    public CampaignState? DefaultState { get; init; }
    public string? Description { get; init; }
    public int? HoldoutPercent { get; init; }
    public CampaignHook? Hook { get; init; }
    public required string Id { get; init; }
    public bool? IsPaused { get; init; }
    public required string LastModifiedDate { get; init; }
    public CampaignLimits? Limits { get; init; }
    public MessageConfiguration? MessageConfiguration { get; init; }
    public string? Name { get; init; }
    public Schedule? Schedule { get; init; }
    public required string SegmentId { get; init; }
    public required int SegmentVersion { get; init; }
    public CampaignState? State { get; init; }
    [JsonPropertyName("tags")]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
    public TemplateConfiguration? TemplateConfiguration { get; init; }
    public string? TreatmentDescription { get; init; }
    public string? TreatmentName { get; init; }
    public int? Version { get; init; }
    public int? Priority { get; init; }
}
