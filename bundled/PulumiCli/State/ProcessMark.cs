using System.Diagnostics;
using System.Globalization;

namespace Pinpush.PulumiCli.State;

/// <summary>Tells a process from a later one of the same number, and from one of another machine, boot or container.</summary>
/// <remarks>On Linux <c>boot id/namespace of process numbers/start in ticks since boot</c>: no clock that is set can change it. Elsewhere
/// <c>machine//start</c>.</remarks>
internal static class ProcessMark
{
    /// <returns>Ends in a slash when no such process is seen.</returns>
    public static string Of(int id) => Place + Start(id);

    /// <returns>False also where it cannot be seen from here.</returns>
    public static bool HasEnded(int id, string mark) => mark.StartsWith(Place, StringComparison.Ordinal) && Of(id) != mark;

    private static string Place => OperatingSystem.IsLinux()
        ? $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}/{new FileInfo("/proc/self/ns/pid").LinkTarget}/"
        : $"{Environment.MachineName}//";

    // Linux: 4711 (node) S 4710 ...; the start is the 22nd, so the 20th behind the name.
    private static string? Start(int id)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                var stat = File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat");
                return stat[(stat.LastIndexOf(')') + 2)..].Split(' ') is { Length: > 19 } fields && fields[0] is not "Z" ? fields[19] : null;
            }

            using var process = Process.GetProcessById(id);
            return process.StartTime.ToString("O", CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException)
        {
            return null; // it has ended
        }
    }
}
