namespace Pinpush.Bench.Campaigns;

/// <summary>What is told of every campaign, and of whoever sends beside it.</summary>
internal static class CampaignFigures
{
    /// <param name="cpu">What the design asks of the processor time; null for nothing.</param>
    public static IEnumerable<Figure> Of(Sent ours, Goal? cpu = null) =>
    [
        .. Of("ours", ours),
        new("ours, call to completed", ours.Wall, "pushes/s"),
        new("ours, CPU per push", ours.Cpu, "us", cpu),
        new("ours, allocated", ours.Allocated, "bytes/push"),
        new("recipients", ours.Arrived.Requests),
    ];

    public static IEnumerable<Figure> Of(string who, Sent theirs) =>
    [
        new($"{who}, first to last arrival", theirs.Rate, "pushes/s"),
        new($"{who}, most in flight", theirs.Arrived.MostInFlight),
        new($"{who}, connections", theirs.Arrived.Connections),
    ];
}
