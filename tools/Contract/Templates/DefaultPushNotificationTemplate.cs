namespace Pinpush.Contract;

/// <summary>What a template says on every channel, where the channel's own part says nothing.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape DefaultPushNotificationTemplate.</remarks>
public sealed record DefaultPushNotificationTemplate
{
    public PushAction? Action { get; init; }
    public string? Body { get; init; }
    public string? Sound { get; init; }
    public string? Title { get; init; }
    public string? Url { get; init; }
}
