namespace Pinpush.Messages.Payloads;

/// <summary>What APNs is told in headers. FCM has all of it in the message, so there only <see cref="PushType"/> says something.</summary>
/// <param name="PushType"><c>alert</c>, <c>background</c>, <c>voip</c> and so on; decides the topic's suffix and the size limit.</param>
/// <param name="Priority">10 now, 5 when it suits the device, 1 never wakes it.</param>
/// <param name="TimeToLive">Counted from the moment the push leaves; zero is one attempt; null leaves it to the gateway.</param>
/// <param name="CollapseId">At most 64 bytes; a later push with the same id replaces this one.</param>
/// <remarks>Source: Apple, Sending notification requests to APNs.</remarks>
public sealed record PushHeaders(string PushType, int Priority, TimeSpan? TimeToLive, string? CollapseId);
