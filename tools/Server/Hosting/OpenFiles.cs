using System.Globalization;

namespace Pinpush.Server.Hosting;

/// <summary>How many files, connections among them, this process may have open at a time (<c>ulimit -n</c>).</summary>
public static class OpenFiles
{
    /// <summary>What the server opens beside its callers' connections: the runtime, databases with their readers, connections to the gateways.</summary>
    private const int Own = 384;

    private const int LeastForCallers = 16;

    /// <summary>How many are left for callers. Where the system does not tell (no <c>/proc</c>), as many as they like.</summary>
    /// <exception cref="ServerStartException">Too few to serve with: the runtime ends a process that runs out of them.</exception>
    public static int LeftForCallers()
    {
        // Max open files            1024                 1048576              files
        var limit = File.Exists("/proc/self/limits")
            && File.ReadLines("/proc/self/limits").FirstOrDefault(l => l.StartsWith("Max open files", StringComparison.Ordinal)) is { } line
            && int.TryParse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3], CultureInfo.InvariantCulture, out var files)
                ? files : int.MaxValue;
        return limit >= Own + LeastForCallers
            ? limit - Own
            : throw new ServerStartException(
                $"This process may have {limit} files open at a time (ulimit -n), and the server needs {Own + LeastForCallers}: raise that to 1024, say.");
    }
}
