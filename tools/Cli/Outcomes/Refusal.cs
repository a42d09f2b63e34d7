namespace Pinpush.Cli.Outcomes;

/// <summary>Ends a command with a message for the user: what was wrong, where, and what would be right.</summary>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
internal sealed class Refusal(string message, int exitCode = ExitCode.Refused) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
