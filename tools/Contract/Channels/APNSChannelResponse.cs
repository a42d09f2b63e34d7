namespace Pinpush.Contract;

/// <summary>What may be known of an APNs channel: everything but its credentials.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape APNSChannelResponse.</remarks>
public sealed record APNSChannelResponse
{
    public string? ApplicationId { get; init; }
    public string? CreationDate { get; init; }
    public string? DefaultAuthenticationMethod { get; init; }
    public bool? Enabled { get; init; }
    public bool? HasCredential { get; init; }
    public bool? HasTokenKey { get; init; }
    public string? Id { get; init; }
    public bool? IsArchived { get; init; }
    public string? LastModifiedBy { get; init; }
    public string? LastModifiedDate { get; init; }
    public required string Platform { get; init; }
    public int? Version { get; init; }
}
