using System.CommandLine;
using System.CommandLine.Parsing;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Commands;

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

    /// <summary>Adds a check of what goes together. It is left out while a value by itself is wrong, which the parser tells.</summary>
    protected void AddCheck(Action<CommandResult> check) => Validators.Add(result =>
    {
        if (result.Children.OfType<OptionResult>().All(IsRight))
        {
            check(result);
        }
    });

    // A validator is called before the parser has told what it cannot read, and asking is the only way to know.
    private static bool IsRight(OptionResult option)
    {
        try
        {
            option.GetValueOrDefault<object?>();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    protected abstract Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken);
}
