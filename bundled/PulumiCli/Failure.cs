namespace Pinpush.PulumiCli;

/// <summary>Ends a command with words for the user: what was wrong, where, and what would be right. It must never hold a secret.</summary>
internal sealed class Failure(string message, int exitCode = ExitCode.Failed) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
