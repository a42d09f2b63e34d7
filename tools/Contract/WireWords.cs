namespace Pinpush.Contract;

/// <summary>The word on the wire of an enum's value.</summary>
public static class WireWords
{
    /// <summary>E.g. <c>APNS_SANDBOX</c> for <see cref="ChannelType.ApnsSandbox"/>.</summary>
    public static string Word<T>(this T value)
        where T : struct, Enum => WireWord<T>.Words[value];
}
