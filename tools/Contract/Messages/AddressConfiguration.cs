namespace Pinpush.Contract;

/// <summary>One address: ChannelType says where it leads; the rest overrides the message for it alone.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape AddressConfiguration.</remarks>
public sealed record AddressConfiguration
{
    public string? BodyOverride { get; init; }
    public ChannelType? ChannelType { get; init; }
    public IReadOnlyDictionary<string, string>? Context { get; init; }
    public string? RawContent { get; init; }
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Substitutions { get; init; }
    public string? TitleOverride { get; init; }
}
