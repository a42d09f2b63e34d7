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
        Add(new StackRemoveCommand(host));
        SetAction(parsed => Show(host, parsed));
    }

    private static int Show(CommandHost host, ParseResult parsed)
    {
        using var session = host.Open(parsed);
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
