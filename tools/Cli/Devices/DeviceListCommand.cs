using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Devices;

/// <summary>One user's devices. Pinpoint has no call that lists the devices of all users.</summary>
internal sealed class DeviceListCommand : PinpointCommand
{
    private readonly Option<string> user = new("--user") { Description = "The user", Required = true, HelpName = "ID" };

    public DeviceListCommand(CommandHost host)
        : base(host, "list", "List a user's devices", "./pinpush device list --user user-123") => Add(user);

    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var app = await session.ApplicationIdAsync(cancellationToken);
        var answer = await session.Client.GetUserEndpointsAsync(
            new GetUserEndpointsRequest { ApplicationId = app, UserId = parsed.GetRequiredValue(user) }, cancellationToken);
        DeviceRecord.Printer.Print(Terminal, parsed, (answer.EndpointsResponse.Item ?? []).ConvertAll(DeviceRecord.Of));
        return ExitCode.Done;
    }
}
