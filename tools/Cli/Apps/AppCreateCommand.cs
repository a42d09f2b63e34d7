using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Apps;

internal sealed class AppCreateCommand : PinpointCommand
{
    private readonly Argument<string> name = new("NAME") { Description = "The app's name" };
    private readonly Option<string[]> tags = new("--tag") { Description = "A tag, name=value; may be repeated", HelpName = "NAME=VALUE" };

    public AppCreateCommand(CommandHost host)
        : base(host, "create", "Create an app", "./pinpush app create shop", "./pinpush app create shop --tag team=growth --json")
    {
        Add(name);
        Add(tags);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var given = NameValue.ParseAll(parsed.GetValue(tags), "--tag");
        var answer = await session.Client.CreateAppAsync(
            new CreateAppRequest
            {
                CreateApplicationRequest = new CreateApplicationRequest { Name = parsed.GetRequiredValue(name), Tags = given.Count > 0 ? given : null },
            },
            cancellationToken);
        AppRecord.Printer.Print(Terminal, parsed, AppRecord.Of(answer.ApplicationResponse));
        return ExitCode.Done;
    }
}
