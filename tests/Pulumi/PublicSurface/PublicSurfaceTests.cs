namespace Pulumi.Tests.PublicSurface;

/// <summary>A program that compiles against this SDK has to compile against the official one.</summary>
public sealed class PublicSurfaceTests
{
    private static readonly HashSet<string> Official =
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "PublicSurface", "official.txt")).Where(l => l.Length > 0 && l[0] != '#')];

    [Fact]
    public void Has_nothing_that_the_official_SDK_lacks()
    {
        var ours = Surface.Of(typeof(Output).Assembly).ToList();

        Assert.True(ours.Count > 400, $"Only {ours.Count} types and members were found.");
        Assert.Equal([], ours.Except(Official));
    }

    [Fact]
    public void Lacks_only_what_needs_a_callback_service_or_is_no_business_of_a_program()
    {
        string[] left = ["Transform", "Hook", "DiscriminatedUnion", "MonitorSupports", "AwaitPendingRegistrations"];

        var missing = Official.Except(Surface.Of(typeof(Output).Assembly)).Where(l => !left.Any(w => l.Contains(w, StringComparison.Ordinal)));

        Assert.Equal([], missing);
    }
}
