using System.Globalization;
using System.Runtime.InteropServices;

namespace Pinpush.Bench.Reporting;

/// <summary>What the figures were measured on.</summary>
/// <param name="Memory">In bytes.</param>
internal sealed record Machine(int Cores, double Memory, string Processor, string System, string Runtime)
{
    private const string ModelName = "model name";

    public static Machine Here() => new(
        Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, Model(), RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription);

    /// <summary><c>2 cores of Intel(R) Xeon(R) CPU, 8.2 GB, Debian GNU/Linux 12, .NET 10.0.1</c></summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Cores} cores of {Processor}, {Memory / 1e9:0.#} GB, {System}, {Runtime}");

    // model name	: Intel(R) Xeon(R) CPU
    private static string Model()
    {
        var line = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith(ModelName, StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
