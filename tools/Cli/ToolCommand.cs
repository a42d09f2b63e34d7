using System.CommandLine;

namespace Pinpush.Cli;

/// <summary>A command that does something: it has examples, and ends with one of <see cref="ExitCode"/>.</summary>
internal abstract class ToolCommand : Command, IHasExamples
{
    protected ToolCommand(CommandHost host, string name, string description, params string[] examples)
        : base(name, description)
    {
        Host = host;
        Examples = examples;
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; }

    protected CommandHost Host { get; }

    protected Terminal Terminal => Host.Terminal;

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    protected abstract Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken);
}
