namespace Pinpush.Contract;

/// <summary>The words on the wire of an enum's values.</summary>
public static class WireWords
{
    /// <summary>E.g. <c>APNS_SANDBOX</c> for <see cref="ChannelType.ApnsSandbox"/>.</summary>
    public static string Word<T>(this T value)
        where T : struct, Enum => WireWord<T>.Words[value];

    /// <summary>All of them, in the order in which the enum has them.</summary>
    public static IReadOnlyList<string> Of<T>()
        where T : struct, Enum => [.. WireWord<T>.Words.Values];
}
