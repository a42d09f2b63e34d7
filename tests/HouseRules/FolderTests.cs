namespace Pinpush.HouseRules.Tests;

/// <summary>Which folder of a project may know which: <c>arrows.txt</c> says it, and the arrows make no circle.</summary>
public sealed class FolderTests
{
    private const string Table = "tests/HouseRules/arrows.txt";

    private static readonly IReadOnlyList<FolderMap> Maps = [.. Solution.Projects.Select(p => new FolderMap(p))];

    // The official namespace is one, so its folders are no walls.
    private const string OneRoom = "bundled/Pulumi";

    // PINPUSH_WRITE_ARROWS=true writes the table anew, so that the change can be read in the diff.
    static FolderTests()
    {
        if (Environment.GetEnvironmentVariable("PINPUSH_WRITE_ARROWS") == "true")
        {
            File.WriteAllLines(Path.Combine(Repository.Root, Table), Maps.SelectMany(m => m.Lines));
        }
    }

    [Fact]
    public void An_arrow_is_written_down_and_a_written_one_is_there()
    {
        var written = Repository.Read(Table).Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(Arrows).ToHashSet();
        var found = Maps.SelectMany(m => m.Arrows).ToDictionary();
        Say(found.Where(a => !written.Contains(a.Key)).Select(a => $"{a.Key} is not in {Table}: {a.Value}")
            .Concat(written.Except(found.Keys).Select(a => $"{a} stands in {Table}, and nothing makes it")));
    }

    [Fact]
    public void Folders_make_no_circle() => Say(Maps.Where(m => m.Project != OneRoom).SelectMany(m => m.Circles));

    private static void Say(IEnumerable<string> faults) => Assert.True(!faults.Any(), string.Join('\n', faults));

    // "tools/Server: Campaigns -> Delivery, Kernel" is two arrows.
    private static IEnumerable<string> Arrows(string line) => line.Split(" -> ") is [var from, var to]
        ? to.Split(", ").Select(t => $"{from} -> {t}")
        : throw new FormatException($"{Table}: '{line}' is no arrow.");
}
