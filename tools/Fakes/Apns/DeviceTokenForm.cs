using System.Buffers;

namespace Pinpush.Fakes.Apns;

/// <summary>The form of an APNs device token: opaque bytes in hex. Apple promises no size; 1 to 256 bytes count as sane here.</summary>
internal static class DeviceTokenForm
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");

    /// <returns>Null when the form is right, else what is wrong with it.</returns>
    public static string? Fault(string token) =>
        token.AsSpan().ContainsAnyExcept(Hex) ? "token is not hex"
        : token.Length % 2 != 0 ? "token has an odd number of hex digits"
        : token.Length > 512 ? "token is longer than 512 hex digits"
        : null;
}
