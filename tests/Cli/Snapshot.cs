using System.Text.RegularExpressions;

namespace Pinpush.Cli.Tests;

/// <summary>What a command wrote, in the form in which a test states it: whole, with words in place of what differs from run to run.</summary>
internal static partial class Snapshot
{
    /// <param name="places">Folders and files of the test by the word that stands for each, such as <c>HOME</c>.</param>
    public static string Of(string text, params (string Word, string Place)[] places)
    {
        foreach (var (word, place) in places)
        {
            text = text.Replace(place, word, StringComparison.Ordinal);
        }

        text = Guid().Replace(text, "GUID");
        text = Id().Replace(text, "ID");
        text = Time().Replace(text, "TIME");
        text = Port().Replace(text, "127.0.0.1:PORT");
        return Padding().Replace(text, "  ").TrimEnd('\n');
    }

    [GeneratedRegex(@"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")]
    private static partial Regex Guid();

    [GeneratedRegex(@"\b[0-9a-f]{32}\b")]
    private static partial Regex Id();

    // The server's own times have milliseconds, and those that a test gives it have none.
    [GeneratedRegex(@"\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")]
    private static partial Regex Time();

    [GeneratedRegex(@"127\.0\.0\.1:\d{2,5}")]
    private static partial Regex Port();

    // A column is as wide as the widest of its cells, and those may differ.
    [GeneratedRegex(" {3,}")]
    private static partial Regex Padding();
}
