namespace Pinpush.Contract;

/// <summary>What the caps of an app or a campaign must be.</summary>
public static class LimitRules
{
    /// <returns>Every fault, each naming the member below <paramref name="path"/>; empty when all is right.</returns>
    public static IEnumerable<string> Check(CampaignLimits? limits, string path)
    {
        if (limits is null)
        {
            yield break;
        }

        if (limits.MessagesPerSecond is < 1 or > 20_000)
        {
            yield return $"{path}.MessagesPerSecond is {limits.MessagesPerSecond}; it may be 1 to 20000.";
        }

        if (limits.MaximumDuration is < 60)
        {
            yield return $"{path}.MaximumDuration is {limits.MaximumDuration}; it is at least 60 seconds.";
        }

        foreach (var (name, value) in new[] { ("Daily", limits.Daily), ("Total", limits.Total), ("Session", limits.Session) })
        {
            if (value is not (null or 0))
            {
                yield return $"{path}.{name}: this cap is not served; leave it out or give 0 (no cap), since a cap that is dropped would mean more messages than asked for.";
            }
        }
    }
}
