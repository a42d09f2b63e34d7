using System.Text.RegularExpressions;

namespace Pinpush.HouseRules.Tests;

/// <summary>What the text of the sources may not have.</summary>
public sealed partial class SourceTests
{
    /// <summary>Longest file without a reason, in lines.</summary>
    private const int MostLines = 300;

    /// <summary>Longest line, in characters; two files stand side by side on a screen then.</summary>
    private const int LongestLine = 160;

    // path -> why it is longer
    private static readonly Dictionary<string, string> Long = [];

    [Fact]
    public void Leaves_nothing_to_finish() =>
        Assert.Empty(Lines().Where(l => Unfinished().IsMatch(l.Text)).Select(l => $"{l.File}:{l.Number}: {l.Text.Trim()}"));

    // Lines of a text that is data are as long as the data.
    [Fact]
    public void A_line_fits_beside_another_file() => Assert.Empty(Lines()
        .Where(l => l.Text.Length > LongestLine && !Solution.IsWithinText(l.File, l.Number))
        .Select(l => $"{l.File}:{l.Number}: {l.Text.Length}"));

    [Fact]
    public void A_long_file_has_a_reason()
    {
        var found = Repository.All.Where(f => Repository.Read(f).Split('\n').Length > MostLines + 1).ToList();
        Assert.Empty(found.Except(Long.Keys));
        Assert.Empty(Long.Keys.Except(found)); // a reason that is no longer needed goes
    }

    [Fact]
    public void Every_log_line_has_an_event_id_of_its_own()
    {
        var lines = (from file in Repository.Sources
                     from Match match in LogLine().Matches(Repository.Read(file))
                     select (Id: match.Groups[1].Value, File: file)).ToList();
        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, l => l.Id.Length == 0);
        Assert.Empty(lines.GroupBy(l => l.Id).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(l => l.File))}"));
    }

    private static IEnumerable<(string File, int Number, string Text)> Lines() =>
        from file in Repository.All
        from line in Repository.Read(file).Split('\n').Index()
        select (file, line.Index + 1, line.Item);

    // In two parts, so that it does not find itself.
    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\[LoggerMessage\((?:EventId = )?(\d*)")]
    private static partial Regex LogLine();
}
