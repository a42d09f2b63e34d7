namespace Pinpush.Messages.Payloads;

/// <summary>What a payload says about where it comes from. Campaign members are null in a direct send.</summary>
/// <param name="Context">Own values of the sender that go along, entry over request already merged; null when there are none.</param>
public sealed record PushContext(
    string ApplicationId,
    string? CampaignId,
    string? ActivityId,
    string? TreatmentId,
    string? TraceId,
    IReadOnlyDictionary<string, string>? Context);
