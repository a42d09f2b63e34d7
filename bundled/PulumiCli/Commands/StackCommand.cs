using System.CommandLine;
using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Display;

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

        var deployment = session.ReadRaw();
        host.Output.WriteLine($"Current stack is {session.Stack}:");
        host.Output.WriteLine($"    Managed by {Environment.MachineName}");
        if (TimeText.Updated(deployment) is { } updated)
        {
            host.Output.WriteLine($"    Last updated: {TimeText.Ago(updated, host.Time.GetUtcNow())} ({updated:u})");
            host.Output.WriteLine($"    Pulumi version used: {deployment?["manifest"]?["version"]}");
        }

        foreach (var line in ResourceTree.Lines(deployment?["resources"]?.AsArray().OfType<JsonObject>() ?? []))
        {
            host.Output.WriteLine(line);
        }

        StackOutputCommand.Show(host, StackOutputCommand.Blind(deployment), clear: false);
        return ExitCode.Done;
    }
}
