using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Apps;

/// <summary>Deletes an app with all that belongs to it. The id is always written out: "the only app" is no target for this.</summary>
internal sealed class AppDeleteCommand : PinpointCommand
{
    private readonly Argument<string> id = new("ID") { Description = "The app's id" };

    public AppDeleteCommand(CommandHost host)
        : base(
            host, "delete", "Delete an app with all its devices, segments and campaigns", "./pinpush app delete 0123456789abcdef0123456789abcdef") => Add(id);

    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var answer = await session.Client.DeleteAppAsync(new DeleteAppRequest { ApplicationId = parsed.GetRequiredValue(id) }, cancellationToken);
        AppRecord.Printer.Print(Terminal, parsed, AppRecord.Of(answer.ApplicationResponse));
        Terminal.Say("Deleted.");
        return ExitCode.Done;
    }
}
