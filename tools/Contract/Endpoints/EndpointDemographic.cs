namespace Pinpush.Contract;

/// <summary>The device. Locale is xx_YY, Timezone an IANA name.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape EndpointDemographic.</remarks>
public sealed record EndpointDemographic
{
    public string? AppVersion { get; init; }
    public string? Locale { get; init; }
    public string? Make { get; init; }
    public string? Model { get; init; }
    public string? ModelVersion { get; init; }
    public string? Platform { get; init; }
    public string? PlatformVersion { get; init; }
    public string? Timezone { get; init; }
}
