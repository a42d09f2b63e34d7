namespace Pinpush.Contract;

/// <summary>Names a template; without a version it is the active one.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape Template.</remarks>
public sealed record Template
{
    public string? Name { get; init; }
    public string? Version { get; init; }
}
