namespace Pinpush.Contract;

/// <summary>Overrides the message for one endpoint or user.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape EndpointSendConfiguration.</remarks>
public sealed record EndpointSendConfiguration
{
    public string? BodyOverride { get; init; }
    public IReadOnlyDictionary<string, string>? Context { get; init; }
    public string? RawContent { get; init; }
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Substitutions { get; init; }
    public string? TitleOverride { get; init; }
}
