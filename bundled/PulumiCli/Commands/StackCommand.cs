using System.CommandLine;

namespace Pinpush.PulumiCli.Commands;

/// <summary>Stacks and their states.</summary>
internal sealed class StackCommand : Command
{
    public StackCommand(CommandHost host)
        : base("stack", "Make, list and look at stacks")
    {
        Add(new StackInitCommand(host));
        Add(new StackListCommand(host));
        Add(new StackSelectCommand(host));
        Add(new StackOutputCommand(host));
        Add(new StackExportCommand(host));
        Add(new StackImportCommand(host));
        Add(new StackHistoryCommand(host));
        Add(new StackRemoveCommand(host));
        var showName = new Option<bool>("--show-name") { Description = "Print the stack's name alone" };
        Add(showName);
        SetAction(parsed => Show(host, parsed, parsed.GetValue(showName)));
    }

    private static int Show(CommandHost host, ParseResult parsed, bool nameOnly)
    {
        using var session = host.Open(parsed);
        if (nameOnly)
        {
            host.Output.WriteLine(session.Stack);
            return ExitCode.Done;
        }

        var resources = session.ReadRaw()?["resources"]?.AsArray() ?? [];
        host.Output.WriteLine($"Current stack is {session.Stack}:");
        host.Output.WriteLine($"Current stack resources ({resources.Count}):");
        foreach (var resource in resources)
        {
            host.Output.WriteLine($"    {resource?["type"]}  {State.Urn.NameOf(resource?["urn"]?.GetValue<string>() ?? "")}");
        }

        return ExitCode.Done;
    }
}
