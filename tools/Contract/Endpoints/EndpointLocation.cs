namespace Pinpush.Contract;

/// <summary>Where the device is. Country is ISO 3166-1 alpha-2, coordinates are degrees.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape EndpointLocation.</remarks>
public sealed record EndpointLocation
{
    public string? City { get; init; }
    public string? Country { get; init; }
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }
    public string? PostalCode { get; init; }
    public string? Region { get; init; }
}
