using System.Globalization;
using System.Text;

namespace Pinpush.Contract;

/// <summary>
/// Text of others (ids, names, titles, what a push service says) for a terminal or a log: what would move the cursor, colour, hide, or turn the direction of
/// what stands around it is shown, <c>\u001b</c>, and not obeyed.
/// </summary>
public static class ShownText
{
    /// <param name="keepsLines">Line feeds are left: the text is of several lines on purpose.</param>
    public static string Of(string text, bool keepsLines = false)
    {
        if (!text.Any(c => IsUnshown(c) && !(keepsLines && c == '\n')))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (IsUnshown(c) && !(keepsLines && c == '\n'))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                shown.Append(c);
            }
        }

        return shown.ToString();
    }

    // C0, DEL and C1; the ends of lines that Unicode has; what turns the direction of text.
    private static bool IsUnshown(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
