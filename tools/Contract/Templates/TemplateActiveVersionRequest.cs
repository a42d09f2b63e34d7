namespace Pinpush.Contract;

/// <summary>Makes a version the active one: <c>latest</c>, or its number as text.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape TemplateActiveVersionRequest.</remarks>
public sealed record TemplateActiveVersionRequest
{
    public string? Version { get; init; }
}
