namespace Pinpush.Contract;

/// <summary>What the caps of an app or a campaign must be.</summary>
public static class LimitRules
{
    // Messages per second, seconds, and messages per endpoint. Source: Pinpoint service model, CampaignLimits.
    private const int MostPerSecond = 20_000, ShortestDuration = 60, MostDailyOrTotal = 100;

    /// <summary>A cap; null when it is not set, for which clients that know no null send 0.</summary>
    public static int? Set(int? cap) => cap is 0 ? null : cap;

    /// <returns>Every fault, each naming the member below <paramref name="path"/>; empty when all is right.</returns>
    public static IReadOnlyList<Fault> Check(CampaignLimits? limits, string path) => Fault.Found(
    [
        Set(limits?.MessagesPerSecond) is < 1 or > MostPerSecond
            ? Fault.Invalid($"{path}.MessagesPerSecond", $" is {limits?.MessagesPerSecond}; it may be 1 to {MostPerSecond}.")
            : null,
        Set(limits?.MaximumDuration) is < ShortestDuration
            ? Fault.Invalid($"{path}.MaximumDuration", $" is {limits?.MaximumDuration}; it is at least {ShortestDuration} seconds.")
            : null,
        DailyOrTotal(limits?.Daily, $"{path}.Daily"),
        DailyOrTotal(limits?.Total, $"{path}.Total"),
        NotServed(limits?.Session, $"{path}.Session"),
    ]);

    private static Fault? DailyOrTotal(int? cap, string member) => cap is < 0 or > MostDailyOrTotal
        ? Fault.Invalid(member, $" is {cap}; it may be 0 (no cap) to {MostDailyOrTotal}.")
        : NotServed(cap, member);

    private static Fault? NotServed(int? cap, string member) => cap is null or 0 ? null : Fault.NotServed(
        member, ": this cap is not served; leave it out or give 0 (no cap), since a cap that is dropped would mean more messages than asked for.");
}
