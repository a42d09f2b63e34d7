using System.Text;

namespace Pinpush.Gateways.Credentials;

/// <summary>The text of a credential, as portals, editors and scripts hand it on.</summary>
internal static class CredentialText
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Without a byte order mark and blanks around it, and taken out of base64 when all of it was put into that.</summary>
    /// <param name="mark">What such a text has, and base64 has not: <c>-----BEGIN</c> or <c>{</c>.</param>
    public static string Unwrapped(string text, string mark)
    {
        var plain = Plain(text);
        var bytes = new byte[plain.Length];
        return !plain.Contains(mark, StringComparison.Ordinal) && Convert.TryFromBase64String(plain, bytes, out var length)
            && Plain(Encoding.UTF8.GetString(bytes, 0, length)) is var inner && inner.Contains(mark, StringComparison.Ordinal)
            ? inner : plain;
    }

    /// <summary>PEM, or base64, whose line breaks were escaped as <c>\n</c> or <c>\r\n</c> on the way through a JSON or environment file.</summary>
    public static string Unescaped(string text) =>
        Unwrapped(text, "-----BEGIN").Replace("\\r", "", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Trim();

    private static string Plain(string text) => text.Trim().Trim(ByteOrderMark).Trim();
}
