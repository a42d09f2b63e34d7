using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Connecting;

namespace Pinpush.Cli.Devices;

internal sealed class DeviceGetCommand : PinpointCommand
{
    private readonly Argument<string> id = new("ID") { Description = "The endpoint's id" };

    public DeviceGetCommand(CommandHost host)
        : base(host, "get", "Show a device", "./pinpush device get 740f4707bebcf74f --json") => Add(id);

    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var app = await session.ApplicationIdAsync(cancellationToken);
        var answer = await session.Client.GetEndpointAsync(
            new GetEndpointRequest { ApplicationId = app, EndpointId = parsed.GetRequiredValue(id) }, cancellationToken);
        DeviceOutput.ShowOne(Terminal, DeviceRecord.Of(answer.EndpointResponse), parsed);
        return ExitCode.Done;
    }
}
