using System.CommandLine;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Calling;

/// <summary>A command that prints all records of a kind.</summary>
internal abstract class ListCommand<T>(CommandHost host, string description, string example, RecordPrinter<T> printer)
    : PinpointCommand(host, "list", description, example, $"{example} --json")
{
    protected abstract Task<IReadOnlyList<T>> ReadAsync(PinpointSession session, CancellationToken cancellationToken);

    protected sealed override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        printer.Print(Terminal, parsed, await ReadAsync(session, cancellationToken));
        return ExitCode.Done;
    }
}
