using System.Diagnostics;
using Pinpush.Bench.Gateway;

namespace Pinpush.Bench.Campaigns;

/// <summary>What became of a number of pushes, as the gateway saw it.</summary>
/// <param name="Arrived">With the time of the last push that the rate is about.</param>
/// <param name="Counted">How many pushes the rate is about.</param>
/// <param name="Begun">When the clients could begin, in ticks of <see cref="Stopwatch"/>: for a campaign when its creation was answered.</param>
/// <param name="Wall">Pushes per second over the whole time, from the first call to the last answer.</param>
/// <param name="Cpu">Processor time of the sending process per push, in microseconds.</param>
/// <param name="Allocated">Bytes that the sending process allocated per push.</param>
internal sealed record Sent(GatewayCounts Arrived, int Counted, long Begun, double Wall, double Cpu, double Allocated)
{
    /// <summary>Pushes per second between the first and the last arrival.</summary>
    public double Rate => (Counted - 1) / Math.Max(1e-6, Stopwatch.GetElapsedTime(Arrived.First, Arrived.Marked).TotalSeconds);

    /// <summary>From <see cref="Begun"/> to the first arrival, in milliseconds; less than nothing when the push was quicker than the answer.</summary>
    public double FirstAfter => Stopwatch.GetElapsedTime(Begun, Arrived.First).TotalMilliseconds;
}
