using System.CommandLine;
using System.Globalization;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Devices;
using Pinpush.Cli.Input;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Sending;

/// <summary>Sends one push to users, tokens or endpoints at once. Exit code 1 when any of them failed.</summary>
internal sealed class SendCommand : PinpointCommand
{
    /// <summary>Recipients that one request may name; Pinpoint's own limit.</summary>
    private const int MostRecipients = 100;

    private readonly Option<string[]> users = new("--user") { Description = "A user, on all devices; may be repeated", HelpName = "ID" };
    private readonly Option<string[]> tokens = new("--token") { Description = "A device token, with --channel; may be repeated", HelpName = "TOKEN" };
    private readonly Option<string[]> endpoints = new("--endpoint") { Description = "An endpoint's id; may be repeated", HelpName = "ID" };
    private readonly Option<string?> channel = new Option<string?>("--channel")
    {
        Description = "Channel of the tokens: ios, ios-sandbox or android",
        HelpName = "CHANNEL",
    }.TakesOnly(StringComparer.OrdinalIgnoreCase, ChannelWord.All);
    private readonly PushOptions push = new();

    public SendCommand(CommandHost host)
        : base(
            host, "send", "Send a push to users, tokens or endpoints",
            "./pinpush send --user user-123 --title \"New message\" --body \"Alice wrote\" --data screen=chat",
            "./pinpush send --user user-123 --title Sale --body \"Half price\" --image https://example.com/sale.jpg --category ACTIONABLE",
            "./pinpush send --token 740f4707bebcf74f --channel ios --silent --data action=sync")
    {
        foreach (var option in push.All.Prepend(channel).Prepend(endpoints).Prepend(tokens).Prepend(users))
        {
            Add(option);
        }

        AddCheck(push.Check);
        AddCheck(result =>
        {
            var toUsers = result.GetValue(users)?.Length ?? 0;
            var toOthers = (result.GetValue(tokens)?.Length ?? 0) + (result.GetValue(endpoints)?.Length ?? 0);
            if ((toUsers == 0) == (toOthers == 0))
            {
                result.AddError("Say whom to send to: --user, or --token and --endpoint.");
            }
            else if (Math.Max(toUsers, toOthers) > MostRecipients)
            {
                result.AddError($"One send has at most {MostRecipients} recipients; these are {Math.Max(toUsers, toOthers)}.");
            }

            if (result.GetValue(tokens) is { Length: > 0 } && result.GetValue(channel) is null)
            {
                result.AddError("--token needs --channel: ios, ios-sandbox or android.");
            }
        });
    }

    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var app = await session.ApplicationIdAsync(cancellationToken);
        var message = push.ToDirectMessage(parsed);
        var results = parsed.GetValue(users) is { Length: > 0 } toUsers
            ? await ToUsersAsync(session, app, toUsers, message, cancellationToken)
            : await ToDevicesAsync(parsed, session, app, message, cancellationToken);
        if (parsed.WantsJson())
        {
            Terminal.Json(new SendRecord(results), SendJson.Default);
        }
        else
        {
            Rows.Write(
                Terminal.Out, ["User", "Device", "Status", "Code", "Message"],
                [.. results.Select(r => new[] { r.User, r.Target, r.Status, r.Code.ToString(CultureInfo.InvariantCulture), r.Explanation })]);
        }

        return results.All(r => r.Succeeded) ? ExitCode.Done : ExitCode.Refused;
    }

    internal static async Task<IReadOnlyList<SendResult>> ToUsersAsync(
        PinpointSession session, string app, IEnumerable<string> users, DirectMessageConfiguration message, CancellationToken cancellationToken)
    {
        var request = new SendUsersMessageRequest
        {
            Users = users.Distinct().ToDictionary(u => u, _ => new EndpointSendConfiguration()),
            MessageConfiguration = message,
        };
        var answer = await session.Client.SendUsersMessagesAsync(
            new SendUsersMessagesRequest { ApplicationId = app, SendUsersMessageRequest = request }, cancellationToken);
        var results = (answer.SendUsersMessageResponse.Result ?? []).SelectMany(user => user.Value.Select(
            e => new SendResult(
                user.Key, e.Key.Length > 0 ? e.Key : null, e.Value.DeliveryStatus?.Value, e.Value.StatusCode ?? 0, e.Value.StatusMessage))).ToList();
        var without = request.Users.Keys.Except(results.Select(r => r.User))
            .Select(user => new SendResult(user, null, null, 0, $"The user {user} has no devices."));
        return [.. results, .. without];
    }

    private async Task<IReadOnlyList<SendResult>> ToDevicesAsync(
        ParseResult parsed, PinpointSession session, string app, DirectMessageConfiguration message, CancellationToken cancellationToken)
    {
        var request = new MessageRequest { MessageConfiguration = message };
        if (parsed.GetValue(tokens) is { Length: > 0 } addresses)
        {
            var type = ChannelWord.ToApi(parsed.GetRequiredValue(channel)!); // with --token it is there: checked at parsing
            request.Addresses = addresses.Distinct().ToDictionary(a => a, _ => new AddressConfiguration { ChannelType = type });
        }

        if (parsed.GetValue(endpoints) is { Length: > 0 } ids)
        {
            request.Endpoints = ids.Distinct().ToDictionary(id => id, _ => new EndpointSendConfiguration());
        }

        var answer = await session.Client.SendMessagesAsync(new SendMessagesRequest { ApplicationId = app, MessageRequest = request }, cancellationToken);
        var toAddresses = (answer.MessageResponse.Result ?? []).Select(r =>
            new SendResult(null, r.Key, r.Value.DeliveryStatus?.Value, r.Value.StatusCode ?? 0, r.Value.StatusMessage));
        var toEndpoints = (answer.MessageResponse.EndpointResult ?? []).Select(r =>
            new SendResult(null, r.Key, r.Value.DeliveryStatus?.Value, r.Value.StatusCode ?? 0, r.Value.StatusMessage));
        return [.. toAddresses, .. toEndpoints];
    }
}
