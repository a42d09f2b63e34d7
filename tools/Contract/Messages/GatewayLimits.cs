namespace Pinpush.Contract;

/// <summary>What the gateways take at most of a message, beside the payload of APNs, which <see cref="ApnsPushType"/> has.</summary>
/// <remarks>Sources: Apple, Sending notification requests to APNs; FCM, REST resource projects.messages.</remarks>
public static class GatewayLimits
{
    /// <summary>Bytes of <c>apns-collapse-id</c>.</summary>
    public const int ApnsCollapseId = 64;

    /// <summary>Bytes of all keys and values of a message for FCM.</summary>
    public const int FcmMessage = 4096;

    /// <summary>Seconds, four weeks.</summary>
    public const int FcmTimeToLive = 2_419_200;
}
