using System.CommandLine;
using Pinpush.PulumiCli.Projects;

namespace Pinpush.PulumiCli.Commands;

/// <summary><c>stack init NAME</c></summary>
internal sealed class StackInitCommand : Command
{
    private readonly CommandHost host;
    private readonly Argument<string?> name = new("name") { Arity = ArgumentArity.ZeroOrOne, Description = "Name of the new stack" };
    private readonly Option<bool> noSelect = new("--no-select") { Description = "Leave the selection as it is" };
    private readonly Option<string?> provider = new("--secrets-provider")
    {
        Description = "Only 'passphrase' (or 'default') can be used here",
        HelpName = "KIND",
    };

    public StackInitCommand(CommandHost host)
        : base("init", "Make a stack")
    {
        this.host = host;
        Add(name);
        Add(noSelect);
        Add(provider);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var host = this.host.With(parsed);
        if (parsed.GetValue(provider) is { } kind and not ("passphrase" or "default"))
        {
            throw new Failure($"The secrets provider '{kind}' cannot be used here; passphrases can.");
        }

        var stack = parsed.GetValue(name) ?? parsed.GetValue(CommonOptions.Stack)
            ?? throw new Failure($"The new stack needs a name: {host.Self} stack init NAME");
        using var session = await StackSession.CreateAsync(host, stack, cancellationToken);
        if (!parsed.GetValue(noSelect))
        {
            SelectedStack.Write(host, Project.Find(host.Folder), session.Stack);
        }

        await host.Output.WriteLineAsync($"Created stack '{session.Stack}'");
        return ExitCode.Done;
    }
}
