using System.CommandLine;
using Pinpush.Cli.Commands;

namespace Pinpush.Cli.Devices;

internal sealed class DeviceCommand : Command
{
    public DeviceCommand(CommandHost host)
        : base("device", "Register, read, remove and import devices")
    {
        Add(new DeviceRegisterCommand(host));
        Add(new DeviceGetCommand(host));
        Add(new DeviceListCommand(host));
        Add(new DeviceRemoveCommand(host));
        Add(new DeviceImportCommand(host));
    }
}
