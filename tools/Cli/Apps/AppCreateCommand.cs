using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Input;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;
using Pinpush.Client;

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
        var named = parsed.GetRequiredValue(name);
        var before = await session.Client.AppsAsync(cancellationToken).Where(a => a.Name == named).Select(a => (a.Id, (string?)a.CreationDate))
            .ToListAsync(cancellationToken);
        var answer = await session.Client.CreateAppAsync(
            new CreateAppRequest
            {
                CreateApplicationRequest = new CreateApplicationRequest
                {
                    Name = named,
                    Tags = NameValue.Merge(null, parsed.GetValue(tags), tags.Name),
                },
            },
            cancellationToken);
        AppRecord.Printer.Print(Terminal, parsed, AppRecord.Of(answer.ApplicationResponse));
        var made = answer.ApplicationResponse.Id;
        SameName.TellOf(
            Terminal, "apps", named, before, made, "Say with --application-id ID or PINPUSH_APPLICATION_ID which one a command is about. "
                + $"If the new one was not meant: ./pinpush app delete {made}");
        return ExitCode.Done;
    }
}
