namespace Pinpush.HouseRules.Tests;

/// <summary>Which folder of a project may know which: <c>arrows.txt</c> says it, and the arrows make no circle.</summary>
public sealed class FolderTests
{
    private const string Table = "tests/HouseRules/arrows.txt";

    private static readonly IReadOnlyList<FolderMap> Maps = [.. Solution.Projects.Select(p => new FolderMap(p))];

    // Circles that are there. This list only gets shorter; bundled/Pulumi stays, since the official namespace is one and its folders are no walls.
    private static readonly string[] Known =
    [
        "bundled/Pulumi: Args, Assets, Core, Deployment, Invokes, Resources, Serialization, Testing",
        "tools/Server: Api, Apps, Channels, Tags, Templates",
    ];

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
    public void Folders_make_no_circle() => Say(Maps.SelectMany(m => m.Circles).Where(c => !Known.Any(k => Within(c, k))));

    private static void Say(IEnumerable<string> faults) => Assert.True(!faults.Any(), string.Join('\n', faults));

    // A smaller circle is a step on the way.
    private static bool Within(string circle, string known) => circle.Split(": ") is [var project, var folders]
        && known.Split(": ") is [var same, var more] && project == same && !folders.Split(", ").Except(more.Split(", ")).Any();

    // "tools/Server: Campaigns -> Delivery, Kernel" is two arrows.
    private static IEnumerable<string> Arrows(string line) => line.Split(" -> ") is [var from, var to]
        ? to.Split(", ").Select(t => $"{from} -> {t}")
        : throw new FormatException($"{Table}: '{line}' is no arrow.");
}
