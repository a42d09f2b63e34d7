using System.CommandLine;
using Pinpush.PulumiCli.State;

namespace Pinpush.PulumiCli.Commands;

/// <summary>Takes away the lock of a run that cannot do so itself.</summary>
internal sealed class CancelCommand : Command
{
    private readonly CommandHost host;
    private readonly Option<bool> yes = new("--yes", "-y") { Description = "Do it without asking" };

    public CancelCommand(CommandHost host)
        : base("cancel", "Take away the lock of a run that has ended without doing so")
    {
        this.host = host;
        Add(yes);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        using var session = host.Open(parsed);
        if (!parsed.GetValue(yes) && !host.With(parsed).Confirms($"Is no run at work on stack {session.Stack}? Type yes to take its lock away: "))
        {
            throw new Failure("The lock stays: --yes, or a yes on a terminal, takes it away.", ExitCode.NotConfirmed);
        }

        var count = StackLock.Break(session.Backend.LockFolder(session.Project.Name, session.Stack));
        host.Output.WriteLine($"{count} lock(s) taken away.");
        return ExitCode.Done;
    }
}
