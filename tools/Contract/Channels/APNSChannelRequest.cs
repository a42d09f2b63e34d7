namespace Pinpush.Contract;

/// <summary>
/// Credentials of one APNs channel: TokenKey, TokenKeyId, TeamId and BundleId for a .p8 key, or Certificate and PrivateKey. Never returned by any call.
/// </summary>
/// <remarks>Pinpoint service model 2016-12-01, shape APNSChannelRequest.</remarks>
public sealed record APNSChannelRequest
{
    public string? BundleId { get; init; }
    public string? Certificate { get; init; }
    public string? DefaultAuthenticationMethod { get; init; }
    public bool? Enabled { get; init; }
    public string? PrivateKey { get; init; }
    public string? TeamId { get; init; }
    public string? TokenKey { get; init; }
    public string? TokenKeyId { get; init; }
}
