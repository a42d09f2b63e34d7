using System.Text.RegularExpressions;

namespace Pinpush.HouseRules.Tests;

/// <summary>What the text of the sources may not have.</summary>
public sealed partial class SourceTests
{
    /// <summary>Longest file without a reason, in lines.</summary>
    private const int MostLines = 300;

    // path -> why it is longer
    private static readonly Dictionary<string, string> Long = [];

    [Theory]
    [InlineData(@"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b", "ask the TimeProvider")]
    [InlineData(@"\bRandom\.Shared\b", "it cannot be repeated; take a seeded Random or RandomNumberGenerator")]
    [InlineData(@"\bThread\.Sleep\b", "it blocks a thread; await Task.Delay with a TimeProvider")]
    [InlineData(@"\bTask\.Delay\((?!.*\b([Tt]ime|clock)\b)", "give it the TimeProvider")]
    [InlineData(@"\b(TODO|FIXME|HACK)\b", "finish it or leave it out")]
    public void Has_none_of(string pattern, string instead)
    {
        // A benchmark measures the machine's own time, so it has no clock to be given.
        var found = from file in Repository.Sources
                    where !(instead.Contains("TimeProvider", StringComparison.Ordinal) && file.StartsWith("tools/Bench/", StringComparison.Ordinal))
                    from line in Repository.Read(file).Split('\n')
                    where Regex.IsMatch(line, pattern)
                    select $"{file}: {line.Trim()} ({instead})";
        Assert.Empty(found);
    }

    [Fact]
    public void A_long_file_has_a_reason()
    {
        var found = Repository.Files("*.cs", "tools", "bundled", "tests").Where(f => Repository.Read(f).Split('\n').Length > MostLines + 1).ToList();
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

    [GeneratedRegex(@"\[LoggerMessage\((?:EventId = )?(\d*)")]
    private static partial Regex LogLine();
}
