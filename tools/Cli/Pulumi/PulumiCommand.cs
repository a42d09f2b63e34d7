using System.CommandLine;
using System.Runtime.InteropServices;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;
using Pinpush.Cli.Stacks;

namespace Pinpush.Cli.Pulumi;

/// <summary>Runs the Pulumi CLI on this project. All arguments are its own, and so are output, questions and exit code.</summary>
internal sealed partial class PulumiCommand : ToolCommand
{
    public const string Word = "pulumi";

    private readonly Argument<string[]> arguments = new("arguments") { Description = "Of the Pulumi CLI", Arity = ArgumentArity.ZeroOrMore };

    public PulumiCommand(CommandHost host)
        : base(
            host, Word, "Preview and set up a stack: the Pulumi CLI, led to the stack's state, server and keys",
            "./pinpush pulumi preview --stack dev --diff", "./pinpush pulumi up --stack dev --yes", "./pinpush pulumi stack output --stack dev --json",
            "./pinpush pulumi config set launchRun 2026-11 --stack dev")
    {
        Add(arguments);
    }

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Run(parsed.GetValue(arguments) ?? [], parsed, Host);
        return Task.FromResult(ExitCode.Refused); // not reached
    }

    /// <summary>Becomes the Pulumi CLI: signals, terminal and exit code are its own from here on.</summary>
    /// <exception cref="Refusal">
    /// There is no project, or no server for a local stack, or the CLI cannot be started, or what stands before the command is not obeyed.
    /// </exception>
    private static void Run(IReadOnlyList<string> args, ParseResult parsed, CommandHost host)
    {
        var given = PulumiArguments.Read(args);
        var ours = parsed.GetValue(CommonOptions.Stack);
        Check(ours, given.Stack, parsed.WantsJson() ? "JSON" : CommonOptions.Given(parsed).Keys.FirstOrDefault());
        var tool = PulumiTool.Find(host);
        var project = PulumiProject.Find(Path.GetFullPath(given.Folder ?? "."), host);
        var stack = StackChoice.Short(given.Stack ?? ours ?? StackChoice.Selected(project, host) ?? StackChoice.Default);
        var variables = StackVariables.For(project, stack, host);
        if (given.CallsApi)
        {
            ServerVariables.AddTo(variables, project, stack, host, given.OnlyLooks);
        }

        if (given.Stack is null)
        {
            variables["PULUMI_STACK"] = stack;
        }

        variables["PULUMI_CALLED_AS"] = "./pinpush pulumi"; // the bundled CLI says so in its messages
        tool.AddTo(variables, AwsPlugin.IsBundled(host));
        if (given.Folder is null)
        {
            Directory.SetCurrentDirectory(project.Folder);
        }

        Become([.. tool.Command, .. args], variables);
    }

    private static void Check(string? ours, string? theirs, string? other)
    {
        if (ours is not null && theirs is not null && StackChoice.Short(ours) != StackChoice.Short(theirs))
        {
            throw new Refusal($"Which stack, {ours} or {theirs}? Name it once: ./pinpush pulumi ... --stack {theirs}");
        }

        if (other is not null)
        {
            throw new Refusal($"--{other.ToLowerInvariant().Replace('_', '-')} before pulumi says nothing to the Pulumi CLI: its own options stand after "
                + "the word, and a stack's server, region and keys are its settings. ./pinpush pulumi config set pinpoint:endpoint http://HOST:PORT");
        }
    }

    private static void Become(string[] command, Dictionary<string, string?> changes)
    {
        foreach (var (name, value) in changes)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        var all = Environment.GetEnvironmentVariables();
        var environment = all.Keys.Cast<string>().Select(name => $"{name}={all[name]}");
        var file = command[0].Contains('/') ? command[0] : Environment.ProcessPath ?? command[0];
        Execute(file, [.. command, null], [.. environment, null]);
        throw new Refusal($"{file} cannot be started: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
    }

    [LibraryImport("libc", EntryPoint = "execve", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string file, string?[] arguments, string?[] environment);
}
