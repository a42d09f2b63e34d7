namespace Pinpush.Bench;

/// <summary>What a process has taken since it began.</summary>
/// <param name="Cpu">Processor time, in microseconds.</param>
/// <param name="Allocated">Memory, in bytes.</param>
internal sealed record Usage(double Cpu, double Allocated)
{
    public static Usage None { get; } = new(0, 0);

    /// <summary>Of this process, what others do in it included.</summary>
    public static Usage Own() => new(Environment.CpuUsage.TotalTime.TotalMicroseconds, GC.GetTotalAllocatedBytes());
}
