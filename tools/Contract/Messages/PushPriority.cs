namespace Pinpush.Contract;

/// <summary>How soon a push is wanted, in the words of APNs and of FCM: the API takes either's for both.</summary>
/// <param name="Apns">Value of <c>apns-priority</c>.</param>
/// <param name="Fcm">Priority of an Android message; null where FCM has none like it.</param>
/// <param name="IsOfApi">False for what APNs knows and Pinpoint does not take.</param>
/// <remarks>Sources: Apple, Sending notification requests to APNs; FCM, AndroidConfig; Pinpoint API reference, APNSMessage and GCMMessage.</remarks>
public sealed record PushPriority(string Word, int Apns, string? Fcm, bool IsOfApi)
{
    public static IReadOnlyList<PushPriority> All { get; } =
    [
        new("1", 1, null, IsOfApi: false),
        new("5", 5, "normal", IsOfApi: true),
        new("10", 10, "high", IsOfApi: true),
        new("normal", 5, "normal", IsOfApi: true),
        new("high", 10, "high", IsOfApi: true),
    ];

    /// <summary>The words that a message for FCM may have, its own first.</summary>
    public static IReadOnlyList<string> FcmWords { get; } = [.. All.Where(p => p.Fcm is not null).OrderBy(p => p.Word != p.Fcm).Select(p => p.Word)];

    /// <param name="word">Capitals do not count.</param>
    public static PushPriority? Find(string word) => All.FirstOrDefault(p => p.Word.Equals(word, StringComparison.OrdinalIgnoreCase));
}
