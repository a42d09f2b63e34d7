using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;

namespace Pinpush.Cli.Devices;

internal sealed class DeviceGetCommand(CommandHost host)
    : ByIdCommand<DeviceRecord>(host, "get", "Show a device", "device", "./pinpush device get 740f4707bebcf74f", DeviceRecord.Printer)
{
    protected override string List => "./pinpush device list --user USER";

    protected override async Task<DeviceRecord> CallAsync(PinpointSession session, string app, string id, CancellationToken cancellationToken)
    {
        var answer = await session.Client.GetEndpointAsync(new GetEndpointRequest { ApplicationId = app, EndpointId = id }, cancellationToken);
        return DeviceRecord.Of(answer.EndpointResponse);
    }
}
