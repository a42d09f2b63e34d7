namespace Pinpush.Contract;

/// <summary>Credentials of the FCM channel: ServiceJson is the whole service account file as text, ApiKey the retired server key.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape GCMChannelRequest.</remarks>
public sealed record GCMChannelRequest
{
    public string? ApiKey { get; init; }
    public string? DefaultAuthenticationMethod { get; init; }
    public bool? Enabled { get; init; }
    public string? ServiceJson { get; init; }
}
