using System.CommandLine;
using Pinpush.PulumiCli.Projects;
using Pinpush.PulumiCli.State;

namespace Pinpush.PulumiCli.Commands;

/// <summary><c>stack select NAME</c></summary>
internal sealed class StackSelectCommand : Command
{
    private readonly CommandHost host;
    private readonly Argument<string?> name = new("name") { Arity = ArgumentArity.ZeroOrOne, Description = "Name of the stack" };
    private readonly Option<bool> create = new("--create", "-c") { Description = "Make it if it does not exist" };

    public StackSelectCommand(CommandHost host)
        : base("select", "Choose the stack that commands without --stack work on")
    {
        this.host = host;
        Add(name);
        Add(create);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var host = this.host.With(parsed);
        var project = Project.Find(host.Folder);
        var named = parsed.GetValue(name) ?? parsed.GetValue(CommonOptions.Stack) ?? throw new Failure($"Which stack? {host.Self} stack select NAME");
        var stack = StackName.Parse(named, project.Name);
        if (parsed.GetValue(create) && !LocalBackend.Open(host, project.BackendUrl, project.Folder).Exists(project.Name, stack))
        {
            (await StackSession.CreateAsync(host, stack, cancellationToken)).Dispose();
        }

        using var session = StackSession.Open(host, stack);
        SelectedStack.Write(host, project, session.Stack);
        return ExitCode.Done;
    }
}
