namespace Pinpush.Contract;

/// <summary>What the caps of an app or a campaign must be.</summary>
public static class LimitRules
{
    /// <summary>Most messages per second. Source: Pinpoint service model, CampaignLimits.</summary>
    public const int MostPerSecond = 20_000;

    /// <summary>Shortest MaximumDuration in seconds. Source: as above.</summary>
    public const int ShortestDuration = 60;

    /// <returns>Every fault, each naming the member below <paramref name="path"/>; empty when all is right.</returns>
    public static IReadOnlyList<Fault> Check(CampaignLimits? limits, string path) => Fault.Found(
    [
        limits?.MessagesPerSecond is < 1 or > MostPerSecond
            ? Fault.Invalid($"{path}.MessagesPerSecond", $" is {limits.MessagesPerSecond}; it may be 1 to {MostPerSecond}.")
            : null,
        limits?.MaximumDuration is < ShortestDuration
            ? Fault.Invalid($"{path}.MaximumDuration", $" is {limits.MaximumDuration}; it is at least {ShortestDuration} seconds.")
            : null,
        NotServed(limits?.Daily, $"{path}.Daily"),
        NotServed(limits?.Total, $"{path}.Total"),
        NotServed(limits?.Session, $"{path}.Session"),
    ]);

    private static Fault? NotServed(int? cap, string member) => cap is null or 0 ? null : Fault.NotServed(
        member, ": this cap is not served; leave it out or give 0 (no cap), since a cap that is dropped would mean more messages than asked for.");
}
