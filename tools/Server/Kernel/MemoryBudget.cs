namespace Pinpush.Server.Kernel;

/// <summary>What requests hold in memory together: bodies, what becomes of them as they are read, large answers.</summary>
/// <param name="most">Bytes. A request that finds no room for more is answered with 429, so that the process does not grow until it is killed.</param>
internal sealed class MemoryBudget(long most)
{
    private const long MiB = 1024 * 1024;

    private long held;

    /// <summary>A quarter of the memory that this process may have, at least 64 MiB and at most 256 MiB.</summary>
    public static MemoryBudget OfProcess() => new(Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4, 64 * MiB, 256 * MiB));

    public ApiAnswer Exhausted => ApiAnswer.Busy($"Requests at work hold the {most / MiB} MiB that they may have together. Call again in a second.");

    public Share Open() => new(this);

    /// <summary>What one request holds, given back when it ends. Not for two threads at a time.</summary>
    internal sealed class Share(MemoryBudget budget) : IDisposable
    {
        private long taken;

        public bool TryTake(long bytes)
        {
            if (Interlocked.Add(ref budget.held, bytes) > budget.Most)
            {
                Interlocked.Add(ref budget.held, -bytes);
                return false;
            }

            taken += bytes;
            return true;
        }

        public void Dispose() => Interlocked.Add(ref budget.held, -taken);
    }

    private long Most => most;
}
