namespace Pinpush.Contract;

/// <summary>Message for APNs. TimeToLive is in seconds, Priority 5 or 10, CollapseId at most 64 bytes, RawContent the whole payload as JSON text.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape APNSMessage.</remarks>
public sealed record APNSMessage
{
    public string? APNSPushType { get; init; }
    public PushAction? Action { get; init; }
    public int? Badge { get; init; }
    public string? Body { get; init; }
    public string? Category { get; init; }
    public string? CollapseId { get; init; }
    public IReadOnlyDictionary<string, string>? Data { get; init; }
    public string? MediaUrl { get; init; }
    public string? PreferredAuthenticationMethod { get; init; }
    public string? Priority { get; init; }
    public string? RawContent { get; init; }
    public bool? SilentPush { get; init; }
    public string? Sound { get; init; }
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Substitutions { get; init; }
    public string? ThreadId { get; init; }
    public int? TimeToLive { get; init; }
    public string? Title { get; init; }
    public string? Url { get; init; }
}
