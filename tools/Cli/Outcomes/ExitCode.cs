namespace Pinpush.Cli.Outcomes;

/// <summary>What the exit code of every command means.</summary>
internal static class ExitCode
{
    /// <summary>Everything that was asked for is done.</summary>
    public const int Done = 0;

    /// <summary>Understood, but refused or failed, wholly or for some recipient.</summary>
    public const int Refused = 1;

    /// <summary>
    /// The command line is wrong, or a file that it names: missing, unreadable, no request, no key. Nothing was tried. What only the work shows, such as a bad
    /// line of an import, is <see cref="Refused"/>.
    /// </summary>
    public const int WrongCommandLine = 2;

    /// <summary>Ended by Ctrl+C or SIGTERM, as shells count it.</summary>
    public const int Cancelled = 130;
}
