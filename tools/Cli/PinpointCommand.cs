using System.CommandLine;
using Pinpush.Cli.Connecting;

namespace Pinpush.Cli;

/// <summary>A command that talks to a Pinpoint API, ours or AWS's.</summary>
internal abstract class PinpointCommand : Command, IHasExamples
{
    protected PinpointCommand(CommandHost host, string name, string description, params string[] examples)
        : base(name, description)
    {
        Host = host;
        Examples = examples;
        SetAction(async (parsed, cancellationToken) =>
        {
            using var session = PinpointSession.Open(ConnectionSettings.Read(parsed, host));
            return await RunAsync(parsed, session, cancellationToken);
        });
    }

    public IReadOnlyList<string> Examples { get; }

    protected CommandHost Host { get; }

    protected Terminal Terminal => Host.Terminal;

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    protected abstract Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken);
}
