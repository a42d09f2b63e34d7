using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Input;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Apps;

internal sealed class AppCreateCommand : PinpointCommand
{
    private readonly Argument<string> name = new("NAME") { Description = "The app's name" };
    private readonly Option<string[]> tags = NameValue.Tags();

    public AppCreateCommand(CommandHost host)
        : base(host, "create", "Create an app", "./pinpush app create shop", "./pinpush app create shop --tag team=growth --json")
    {
        Add(name);
        Add(tags);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var answer = await session.Client.CreateAppAsync(
            new CreateAppRequest
            {
                CreateApplicationRequest = new CreateApplicationRequest
                {
                    Name = parsed.GetRequiredValue(name),
                    Tags = NameValue.Merge(null, parsed.GetValue(tags), tags.Name),
                },
            },
            cancellationToken);
        AppRecord.Printer.Print(Terminal, parsed, AppRecord.Of(answer.ApplicationResponse));
        return ExitCode.Done;
    }
}
