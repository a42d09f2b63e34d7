using System.Globalization;

namespace Pinpush.Bench;

/// <summary>A process with all that it started, as Linux tells of them in <c>/proc</c>.</summary>
internal static class ProcessTree
{
    /// <summary>Their proportional set sizes, in bytes. One that has just ended counts nothing.</summary>
    public static long Memory(int root)
    {
        var parents = Directory.EnumerateDirectories("/proc").Select(d => Path.GetFileName(d)).Where(n => char.IsAsciiDigit(n[0]))
            .Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToDictionary(id => id, ParentOf);
        return parents.Keys.Where(Belongs).Sum(SizeOf);

        bool Belongs(int id) => id == root || (parents.TryGetValue(id, out var parent) && parent > 0 && Belongs(parent));
    }

    // 4711 (node) S 4710 ...
    private static int ParentOf(int id) =>
        Read(id, "stat") is { Length: > 0 } text ? int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) : 0;

    // Pss:               12345 kB
    private static long SizeOf(int id) => Read(id, "smaps_rollup").Split('\n').FirstOrDefault(l => l.StartsWith("Pss:", StringComparison.Ordinal)) is { } line
        ? long.Parse(line.AsSpan(4, line.Length - 6), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture) * 1024
        : 0;

    private static string Read(int id, string what)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{what}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
