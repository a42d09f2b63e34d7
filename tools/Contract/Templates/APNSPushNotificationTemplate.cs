namespace Pinpush.Contract;

/// <summary>What a template says on the APNs channels. RawContent is the whole payload as JSON text.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape APNSPushNotificationTemplate.</remarks>
public sealed record APNSPushNotificationTemplate
{
    public PushAction? Action { get; init; }
    public string? Body { get; init; }
    public string? MediaUrl { get; init; }
    public string? RawContent { get; init; }
    public string? Sound { get; init; }
    public string? Title { get; init; }
    public string? Url { get; init; }
}
