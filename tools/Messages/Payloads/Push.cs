namespace Pinpush.Messages.Payloads;

/// <summary>One push, ready to leave. Made by <see cref="ShapedPush.Ready.TryFill"/>.</summary>
/// <param name="Token">The device token. Its form is the gateway's to judge.</param>
/// <param name="Payload">The request body as UTF-8 JSON. For FCM it holds the token too.</param>
/// <param name="Headers">What travels beside the payload; one instance serves all pushes of a message.</param>
/// <param name="Id">APNs: sent as <c>apns-id</c>; a repeat keeps it. Null lets the gateway choose. FCM has no such id.</param>
public sealed record Push(string Token, ReadOnlyMemory<byte> Payload, PushHeaders Headers, Guid? Id = null)
{
    /// <summary>Bytes that the gateway's limit counts: APNs the payload, FCM the keys and values of the message.</summary>
    public int Size { get; init; } = Payload.Length;

    /// <summary>Names the push without its token or payload, so that neither reaches a log.</summary>
    public override string ToString() => $"Push {Id} ({Headers.PushType}, {Size} bytes)";
}
