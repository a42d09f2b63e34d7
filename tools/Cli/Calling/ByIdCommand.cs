using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Calling;

/// <summary>A command that makes one call about what an ID names in the app, and prints what the call answered.</summary>
internal abstract class ByIdCommand<T> : PinpointCommand
{
    private readonly RecordPrinter<T> printer;
    private readonly Argument<string> id;
    private readonly string subject;

    /// <param name="subject">What the id is of, such as "segment".</param>
    /// <param name="example">A whole command line.</param>
    protected ByIdCommand(CommandHost host, string name, string description, string subject, string example, RecordPrinter<T> printer)
        : base(host, name, description, example, $"{example} --json")
    {
        this.printer = printer;
        this.subject = subject;
        id = new("ID") { Description = $"The {subject}'s id" };
        Add(id);
    }

    /// <summary>The command that shows the ids there are.</summary>
    protected virtual string List => $"./pinpush {subject} list";

    /// <summary>Asks before the call, where it does what cannot be taken back.</summary>
    /// <exception cref="Refusal">It is not to be done.</exception>
    protected virtual Task AskAsync(ParseResult parsed, PinpointSession session, string app, string id, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <param name="app">The application id.</param>
    protected abstract Task<T> CallAsync(PinpointSession session, string app, string id, CancellationToken cancellationToken);

    protected sealed override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var app = await session.ApplicationIdAsync(cancellationToken);
        try
        {
            await AskAsync(parsed, session, app, parsed.GetRequiredValue(id), cancellationToken);
            printer.Print(Terminal, parsed, await CallAsync(session, app, parsed.GetRequiredValue(id), cancellationToken));
            return ExitCode.Done;
        }
        catch (NotFoundException fault)
        {
            throw new Refusal($"{Failures.Describe(fault)}. Give the {subject}'s id; {List} shows it.");
        }
    }
}
