namespace Pinpush.Contract;

/// <summary>Push content of a campaign. Body has at most 200 characters, TimeToLive is in seconds, JsonBody is JSON text.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape Message.</remarks>
public sealed record Message
{
    public PushAction? Action { get; init; }
    public string? Body { get; init; }
    public string? ImageIconUrl { get; init; }
    public string? ImageSmallIconUrl { get; init; }
    public string? ImageUrl { get; init; }
    public string? JsonBody { get; init; }
    public string? MediaUrl { get; init; }
    public string? RawContent { get; init; }
    public bool? SilentPush { get; init; }
    public int? TimeToLive { get; init; }
    public string? Title { get; init; }
    public string? Url { get; init; }
}
