using System.CommandLine;

namespace Pinpush.PulumiCli.Commands;

/// <summary><c>logs</c>, which is told where logs are.</summary>
internal sealed class LogsCommand : Command
{
    public LogsCommand()
        : base("logs", "Not here: the server that the stack is on writes them")
    {
        SetAction((Func<ParseResult, int>)(_ => throw new Failure(
            "Logs of resources cannot be shown here: what the stack is on writes them itself. What a run of this program did: stack history.")));
    }
}
