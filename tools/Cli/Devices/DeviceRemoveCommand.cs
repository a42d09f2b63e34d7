using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Devices;

internal sealed class DeviceRemoveCommand : PinpointCommand
{
    private readonly Argument<string?> id = new("ID") { Description = "The endpoint's id", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> user = new("--user") { Description = "Remove all devices of this user instead", HelpName = "ID" };

    public DeviceRemoveCommand(CommandHost host)
        : base(
            host, "remove", "Remove a device, or all devices of a user",
            "./pinpush device remove 740f4707bebcf74f", "./pinpush device remove --user user-123")
    {
        Add(id);
        Add(user);
        AddCheck(result =>
        {
            if ((result.GetValue(id) is null) == (result.GetValue(user) is null))
            {
                result.AddError("Give either a device's ID or --user.");
            }
        });
    }

    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var app = await session.ApplicationIdAsync(cancellationToken);
        List<EndpointResponse> removed;
        if (parsed.GetValue(user) is { } userId)
        {
            var answer = await session.Client.DeleteUserEndpointsAsync(
                new DeleteUserEndpointsRequest { ApplicationId = app, UserId = userId }, cancellationToken);
            removed = answer.EndpointsResponse.Item ?? [];
        }
        else
        {
            var answer = await session.Client.DeleteEndpointAsync(
                new DeleteEndpointRequest { ApplicationId = app, EndpointId = parsed.GetRequiredValue(id) }, cancellationToken);
            removed = [answer.EndpointResponse];
        }

        DeviceRecord.Printer.Print(Terminal, parsed, removed.ConvertAll(DeviceRecord.Of));
        return ExitCode.Done;
    }
}
