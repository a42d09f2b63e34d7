namespace Pinpush.Contract;

/// <summary>One channel of GetChannels.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape ChannelResponse.</remarks>
public sealed record ChannelResponse
{
    public string? ApplicationId { get; init; }
    public string? CreationDate { get; init; }
    public bool? Enabled { get; init; }
    public bool? HasCredential { get; init; }
    public string? Id { get; init; }
    public bool? IsArchived { get; init; }
    public string? LastModifiedBy { get; init; }
    public string? LastModifiedDate { get; init; }
    public int? Version { get; init; }
}
