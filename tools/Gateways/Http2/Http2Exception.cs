namespace Pinpush.Gateways.Http2;

/// <summary>The peer broke the protocol or a bound; the connection cannot go on.</summary>
/// <param name="message">What it did, in a few words.</param>
internal sealed class Http2Exception(ErrorCode code, string message) : Exception(message)
{
    public ErrorCode Code => code;
}
