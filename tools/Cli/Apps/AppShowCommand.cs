using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Apps;

internal sealed class AppShowCommand(CommandHost host) : PinpointCommand(host, "show", "Show an app", "./pinpush app show")
{
    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var app = await session.ApplicationIdAsync(cancellationToken);
        var answer = await session.Client.GetAppAsync(new GetAppRequest { ApplicationId = app }, cancellationToken);
        AppRecord.Printer.Print(Terminal, parsed, AppRecord.Of(answer.ApplicationResponse));
        return ExitCode.Done;
    }
}
