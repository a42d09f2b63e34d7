namespace Pinpush.HouseRules.Tests;

/// <summary>The files of this repository. Paths are relative to its root, with forward slashes.</summary>
internal static class Repository
{
    public static string Root { get; } = Up(AppContext.BaseDirectory);

    /// <summary>Sources of what is shipped.</summary>
    public static IReadOnlyList<string> Sources { get; } = Files("*.cs", "tools", "bundled");

    /// <summary>Every source.</summary>
    public static IReadOnlyList<string> All { get; } = Files("*.cs", "bundled", "infra", "tests", "tools");

    public static IReadOnlyList<string> Files(string pattern, params string[] folders) =>
        [.. folders.Where(f => Directory.Exists(Path.Combine(Root, f)))
            .SelectMany(f => Directory.EnumerateFiles(Path.Combine(Root, f), pattern, SearchOption.AllDirectories))
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => !f.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal)];

    /// <summary>What a build wrote to a folder.</summary>
    public static IEnumerable<string> Built(string pattern, string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Up(string folder) => File.Exists(Path.Combine(folder, "Pinpush.slnx"))
        ? folder
        : Up(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Pinpush.slnx lies in no folder above the tests."));
}
