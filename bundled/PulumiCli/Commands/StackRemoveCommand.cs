using System.CommandLine;

namespace Pinpush.PulumiCli.Commands;

/// <summary><c>stack rm [NAME]</c></summary>
internal sealed class StackRemoveCommand : Command
{
    private readonly CommandHost host;
    private readonly Argument<string?> name = new("name") { Arity = ArgumentArity.ZeroOrOne, Description = "Name of the stack" };
    private readonly Option<bool> yes = new("--yes", "-y") { Description = "Do it without asking" };
    private readonly Option<bool> force = new("--force", "-f") { Description = "Also a stack that still has resources; they go on to exist" };
    private readonly Option<bool> preserve = new("--preserve-config") { Description = "Keep the stack's configuration file" };

    public StackRemoveCommand(CommandHost host)
        : base("rm", "Remove a stack and its configuration")
    {
        this.host = host;
        foreach (var option in new Option[] { yes, force, preserve })
        {
            Add(option);
        }

        Add(name);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var host = this.host.With(parsed);
        using var session = StackSession.Open(host, parsed.GetValue(name) ?? parsed.GetValue(CommonOptions.Stack));
        using var held = session.Lock();
        var count = session.ReadRaw()?["resources"]?.AsArray().Count ?? 0;
        if (count > 0 && !parsed.GetValue(force))
        {
            throw new Failure($"The stack '{session.Stack}' still has {count} resources. Delete them with destroy, or give them up with --force.");
        }

        if (!parsed.GetValue(yes) && host.Ask($"Remove the stack {session.Stack}? Type its name: ", hidden: false)?.Trim() != session.Stack)
        {
            throw new Failure("The stack stays: --yes, or its name typed on a terminal, removes it.", ExitCode.NotConfirmed);
        }

        session.Backend.Remove(session.Project.Name, session.Stack);

        if (!parsed.GetValue(preserve))
        {
            File.Delete(session.File.Path);
        }

        if (SelectedStack.Read(host, session.Project) == session.Stack)
        {
            SelectedStack.Write(host, session.Project, null);
        }

        host.Output.WriteLine($"Stack '{session.Stack}' has been removed!");
        return ExitCode.Done;
    }
}
