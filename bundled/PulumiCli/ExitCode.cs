namespace Pinpush.PulumiCli;

/// <summary>What the exit codes of this program mean.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Refused, failed, declined or cancelled, in part or as a whole; the official CLI ends with 255 here.</summary>
    public const int Failed = 255;

    /// <summary>The command line itself is wrong; nothing was tried.</summary>
    public const int WrongCommandLine = 2;
}
