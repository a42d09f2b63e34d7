namespace Pinpush.Server.Hosting;

/// <summary>What a server can go on without when it is lost for good, if whoever starts it says so.</summary>
public static class Losses
{
    /// <summary>The key that opens the channels' credentials.</summary>
    public const string Key = "key";

    /// <summary>What may be lost, and what is then different.</summary>
    public static IReadOnlyDictionary<string, string> Prices { get; } = new Dictionary<string, string>
    {
        [Key] = "each channel has to be set again",
        ["ledger.db"] = "campaigns that were running are paused, and what was sent under which run name is not known any more",
        ["events.db"] = "opens and all other events are gone",
        ["calls.db"] = "a call of the last fifteen minutes that is repeated acts again",
    };
}
