namespace Pinpush.Contract;

/// <summary>Message for FCM. TimeToLive is in seconds (0 to 2,419,200), Priority normal or high, RawContent the whole message as JSON text.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape GCMMessage.</remarks>
public sealed record GCMMessage
{
    public PushAction? Action { get; init; }
    public string? Body { get; init; }
    public string? CollapseKey { get; init; }
    public IReadOnlyDictionary<string, string>? Data { get; init; }
    public string? IconReference { get; init; }
    public string? ImageIconUrl { get; init; }
    public string? ImageUrl { get; init; }
    public string? PreferredAuthenticationMethod { get; init; }
    public string? Priority { get; init; }
    public string? RawContent { get; init; }
    public string? RestrictedPackageName { get; init; }
    public bool? SilentPush { get; init; }
    public string? SmallImageIconUrl { get; init; }
    public string? Sound { get; init; }
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Substitutions { get; init; }
    public int? TimeToLive { get; init; }
    public string? Title { get; init; }
    public string? Url { get; init; }
}
