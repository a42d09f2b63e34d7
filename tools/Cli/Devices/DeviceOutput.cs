using System.CommandLine;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Devices;

/// <summary>Prints devices.</summary>
internal static class DeviceOutput
{
    public static void ShowOne(Terminal terminal, DeviceRecord device, ParseResult parsed)
    {
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(device, CliJson.Default.DeviceRecord);
        }
        else
        {
            Table(terminal, [device]);
        }
    }

    public static void ShowAll(Terminal terminal, IReadOnlyList<DeviceRecord> devices, ParseResult parsed)
    {
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(devices, CliJson.Default.IReadOnlyListDeviceRecord);
        }
        else
        {
            Table(terminal, devices);
        }
    }

    private static void Table(Terminal terminal, IReadOnlyList<DeviceRecord> devices) => Rows.Write(
        terminal.Out, ["Id", "Channel", "User", "Status", "Opt-out", "Attributes"],
        [.. devices.Select(d => new[] { d.Id, d.Channel, d.User, d.Status, d.OptOut, Attributes(d) })]);

    private static string? Attributes(DeviceRecord device) =>
        device.Attributes is { Count: > 0 } given ? string.Join(' ', given.Select(a => $"{a.Key}={string.Join('|', a.Value)}")) : null;
}
