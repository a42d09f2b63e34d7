using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Input;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Devices;

/// <summary>Creates an endpoint or merges into the one of that id.</summary>
internal sealed class DeviceRegisterCommand : PinpointCommand
{
    private readonly Argument<string> token = new("TOKEN") { Description = "The device token from APNs or FCM" };
    private readonly Option<string> channel = new Option<string>("--channel")
    {
        Description = "ios, ios-sandbox or android",
        Required = true,
        HelpName = "CHANNEL",
    }.TakesOnly(StringComparer.OrdinalIgnoreCase, ChannelWord.All);
    private readonly Option<string?> user = new("--user") { Description = "The user who holds the device", HelpName = "ID" };
    private readonly Option<string?> id = new("--id") { Description = "The endpoint's id. Default: the token", HelpName = "ID" };
    private readonly Option<string[]> attributes = new("--attribute")
    {
        Description = "A custom attribute, name=value or name=a|b; may be repeated",
        HelpName = "NAME=VALUE",
    };
    private readonly Option<bool> optOut = new("--opt-out") { Description = "The user wants no push on this device" };

    public DeviceRegisterCommand(CommandHost host)
        : base(
            host, "register", "Register a device, or change it",
            "./pinpush device register 740f4707bebcf74f --channel ios --user user-123",
            "./pinpush device register fcm-token-1 --channel android --user user-456 --attribute plan=premium")
    {
        Add(token);
        Add(channel);
        Add(user);
        Add(id);
        Add(attributes);
        Add(optOut);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var address = parsed.GetRequiredValue(token);
        var given = NameValue.ParseAll(parsed.GetValue(attributes), "--attribute");
        var request = new EndpointRequest
        {
            Address = address,
            ChannelType = ChannelWord.ToApi(parsed.GetRequiredValue(channel)),
            OptOut = parsed.GetValue(optOut) ? Contract.WireWords.Word(Contract.OptOut.All) : null,
            User = parsed.GetValue(user) is { } userId ? new EndpointUser { UserId = userId } : null,
            Attributes = given.Count > 0 ? given.ToDictionary(a => a.Key, a => a.Value.Split('|').ToList()) : null,
        };
        var app = await session.ApplicationIdAsync(cancellationToken);
        var endpointId = parsed.GetValue(id) ?? address;
        await session.Client.UpdateEndpointAsync(
            new UpdateEndpointRequest { ApplicationId = app, EndpointId = endpointId, EndpointRequest = request }, cancellationToken);
        var stored = await session.Client.GetEndpointAsync(new GetEndpointRequest { ApplicationId = app, EndpointId = endpointId }, cancellationToken);
        DeviceRecord.Printer.Print(Terminal, parsed, DeviceRecord.Of(stored.EndpointResponse));
        return ExitCode.Done;
    }
}
