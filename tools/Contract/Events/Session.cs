namespace Pinpush.Contract;

/// <summary>A session of the app. Duration is in milliseconds.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape Session.</remarks>
public sealed record Session
{
    public int? Duration { get; init; }
    public string? Id { get; init; }
    public string? StartTimestamp { get; init; }
    public string? StopTimestamp { get; init; }
}
