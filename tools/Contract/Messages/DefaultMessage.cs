namespace Pinpush.Contract;

/// <summary>The text for channels that have no other.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape DefaultMessage.</remarks>
public sealed record DefaultMessage
{
    public string? Body { get; init; }
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Substitutions { get; init; }
}
