using System.CommandLine;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;

namespace Pinpush.Cli.Calling;

/// <summary>A command that talks to a Pinpoint API, ours or AWS's.</summary>
internal abstract class PinpointCommand(CommandHost host, string name, string description, params string[] examples)
    : ToolCommand(host, name, description, examples)
{
    protected abstract Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken);

    protected sealed override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = PinpointSession.Open(await Destination.ReadAsync(parsed, Host, cancellationToken));
        return await RunAsync(parsed, session, cancellationToken);
    }
}
