using System.Buffers;

namespace Pinpush.Fakes.Fcm;

/// <summary>
/// The form of an FCM registration token. Google promises none; all that are seen have 100 characters and more of base64url, and mostly a
/// colon.
/// </summary>
internal static class RegistrationTokenForm
{
    private const int MinLength = 100;
    private const int MaxLength = 4096;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:");

    public static bool IsRight(string token) =>
        token.Length is >= MinLength and <= MaxLength && !token.AsSpan().ContainsAnyExcept(Allowed);
}
