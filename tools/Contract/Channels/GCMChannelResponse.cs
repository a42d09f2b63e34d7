namespace Pinpush.Contract;

/// <summary>What may be known of the FCM channel. Credential stays absent, although the model would allow the key in clear.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape GCMChannelResponse.</remarks>
public sealed record GCMChannelResponse
{
    public string? ApplicationId { get; init; }
    public string? CreationDate { get; init; }
    public string? Credential { get; init; }
    public string? DefaultAuthenticationMethod { get; init; }
    public bool? Enabled { get; init; }
    public bool? HasCredential { get; init; }
    public bool? HasFcmServiceCredentials { get; init; }
    public string? Id { get; init; }
    public bool? IsArchived { get; init; }
    public string? LastModifiedBy { get; init; }
    public string? LastModifiedDate { get; init; }
    public required string Platform { get; init; }
    public int? Version { get; init; }
}
