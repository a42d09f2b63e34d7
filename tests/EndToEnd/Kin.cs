using System.Diagnostics;
using System.Globalization;

namespace Pinpush.EndToEnd.Tests;

/// <summary>The processes that a command of the CLI starts, as Linux tells of them.</summary>
internal static class Kin
{
    public const string Program = "/cmd/run/index.js", AwsPlugin = "/pulumi-resource-aws", PinpointPlugin = "/pulumi-resource-pinpoint";

    /// <summary>The child whose command line has this in it; null for none.</summary>
    public static int? Of(int cli, string part) =>
        Children(cli).Cast<int?>().FirstOrDefault(c => CommandLine(c!.Value).Contains(part, StringComparison.Ordinal));

    public static List<int> Children(int parent) => [.. All().Where(id => ParentOf(id) == parent)];

    /// <summary>SIGKILL.</summary>
    public static void Kill(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
    }

    public static bool IsAlive(int id) => State(id) is { } stat && stat[0] != "Z";

    /// <summary>Command lines of all processes.</summary>
    public static IEnumerable<string> CommandLines() => All().Select(CommandLine);

    private static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc").Select(d => Path.GetFileName(d))
        .Where(n => char.IsAsciiDigit(n[0])).Select(n => int.Parse(n, CultureInfo.InvariantCulture));

    private static int? ParentOf(int id) => State(id) is { } stat ? int.Parse(stat[1], CultureInfo.InvariantCulture) : null;

    // 4711 (node) S 4710 ...
    private static string[]? State(int id) => Read(id, "stat") is { Length: > 0 } text ? text[(text.LastIndexOf(')') + 2)..].Split(' ') : null;

    private static string CommandLine(int id) => Read(id, "cmdline").Replace('\0', ' ');

    private static string Read(int id, string what)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{what}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // it has ended, or is another's
        }
    }
}
