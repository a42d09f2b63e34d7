namespace Pinpush.PulumiCli;

/// <summary>What the exit codes of this program mean: the official CLI's.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Refused, failed, declined or cancelled, in part or as a whole, or the command line itself is wrong.</summary>
    public const int Failed = 1;

    /// <summary>Nobody can be asked here, and no option says yes; nothing was done.</summary>
    public const int NotConfirmed = 2;

    /// <summary>Nothing says where the states lie.</summary>
    public const int NoLogin = 3;

    public const int NoSuchStack = 6;

    /// <summary><c>--expect-no-changes</c>, and there were some.</summary>
    public const int Changes = 7;
}
