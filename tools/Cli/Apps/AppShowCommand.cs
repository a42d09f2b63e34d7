using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Connecting;

namespace Pinpush.Cli.Apps;

internal sealed class AppShowCommand(CommandHost host) : PinpointCommand(host, "show", "Show an app", "./pinpush app show")
{
    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var app = await session.ApplicationIdAsync(cancellationToken);
        var answer = await session.Client.GetAppAsync(new GetAppRequest { ApplicationId = app }, cancellationToken);
        AppOutput.Show(Terminal, AppRecord.Of(answer.ApplicationResponse), parsed);
        return ExitCode.Done;
    }
}
