namespace Pinpush.Contract;

/// <summary>The push for channels that have none of their own.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape DefaultPushNotificationMessage.</remarks>
public sealed record DefaultPushNotificationMessage
{
    public PushAction? Action { get; init; }
    public string? Body { get; init; }
    public IReadOnlyDictionary<string, string>? Data { get; init; }
    public bool? SilentPush { get; init; }
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Substitutions { get; init; }
    public string? Title { get; init; }
    public string? Url { get; init; }
}
