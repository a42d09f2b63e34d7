namespace Pinpush.Contract;

/// <summary>What a template says on the GCM channel. RawContent is the whole payload as JSON text.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape AndroidPushNotificationTemplate.</remarks>
public sealed record AndroidPushNotificationTemplate
{
    public PushAction? Action { get; init; }
    public string? Body { get; init; }
    public string? ImageIconUrl { get; init; }
    public string? ImageUrl { get; init; }
    public string? RawContent { get; init; }
    public string? SmallImageIconUrl { get; init; }
    public string? Sound { get; init; }
    public string? Title { get; init; }
    public string? Url { get; init; }
}
