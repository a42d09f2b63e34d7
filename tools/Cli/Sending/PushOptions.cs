using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Input;

namespace Pinpush.Cli.Sending;

/// <summary>The options that say what a push shows, and the API's messages made of them.</summary>
internal sealed class PushOptions
{
    private readonly Option<string?> title = new("--title") { Description = "Title", HelpName = "TEXT" };
    private readonly Option<string?> body = new("--body") { Description = "Text", HelpName = "TEXT" };
    private readonly Option<string[]> data = new("--data") { Description = "A value for the app, name=value; may be repeated", HelpName = "NAME=VALUE" };
    private readonly Option<string?> image = new("--image") { Description = "Address of an image", HelpName = "URL" };
    private readonly Option<string?> category = new("--category") { Description = "Category of action buttons (iOS)", HelpName = "NAME" };
    private readonly Option<string?> url = new("--url") { Description = "Address that a tap opens", HelpName = "URL" };
    private readonly Option<string?> action = new Option<string?>("--action")
    {
        Description = "What a tap does: OPEN_APP, URL or DEEP_LINK. Default: URL with --url, else OPEN_APP",
        HelpName = "WORD",
    }.TakesOnly(StringComparer.Ordinal, "OPEN_APP", "URL", "DEEP_LINK");
    private readonly Option<string?> sound = new("--sound") { Description = "Sound, such as default", HelpName = "NAME" };
    private readonly Option<int?> badge = new("--badge") { Description = "Number on the app's icon (iOS); 0 removes it", HelpName = "N" };
    private readonly Option<bool> silent = new("--silent") { Description = "Wake the app in the background, show nothing" };
    private readonly Option<int?> ttl = new("--ttl") { Description = "Seconds that the gateway keeps trying", HelpName = "SECONDS" };

    public IReadOnlyList<Option> All => [.. OfCampaign, category, sound, badge];

    /// <summary>Those that a campaign's message has a member for too.</summary>
    public IReadOnlyList<Option> OfCampaign => [title, body, data, image, url, action, silent, ttl];

    /// <summary>Refuses a push with nothing in it, a silent one that would show something, and negative numbers.</summary>
    public void Check(CommandResult result)
    {
        var isSilent = result.GetValue(silent);
        if (isSilent && (result.GetValue(title) ?? result.GetValue(body) ?? result.GetValue(image) ?? result.GetValue(sound)) is not null)
        {
            result.AddError("--silent shows nothing: leave out --title, --body, --image and --sound, and pass values with --data.");
        }

        if (!isSilent && result.GetValue(title) is null && result.GetValue(body) is null)
        {
            result.AddError("Give --title or --body, or --silent for a push that shows nothing.");
        }

        if (result.GetValue(ttl) < 0 || result.GetValue(badge) < 0)
        {
            result.AddError("--ttl and --badge are 0 or more.");
        }

        if (result.GetValue(action) is "URL" or "DEEP_LINK" && result.GetValue(url) is null)
        {
            result.AddError($"--action {result.GetValue(action)} needs --url.");
        }
    }

    public DirectMessageConfiguration ToDirectMessage(ParseResult parsed)
    {
        var values = Data(parsed);
        var (isSilent, tap) = (parsed.GetValue(silent), Action(parsed));
        return new DirectMessageConfiguration
        {
            APNSMessage = new APNSMessage
            {
                Action = tap,
                Title = parsed.GetValue(title),
                Body = parsed.GetValue(body),
                Data = values,
                MediaUrl = parsed.GetValue(image),
                Category = parsed.GetValue(category),
                Url = parsed.GetValue(url),
                Sound = parsed.GetValue(sound),
                Badge = parsed.GetValue(badge),
                SilentPush = isSilent,
                TimeToLive = parsed.GetValue(ttl),
            },
            GCMMessage = new GCMMessage
            {
                Action = tap,
                Title = parsed.GetValue(title),
                Body = parsed.GetValue(body),
                Data = values,
                ImageUrl = parsed.GetValue(image),
                Url = parsed.GetValue(url),
                Sound = parsed.GetValue(sound),
                SilentPush = isSilent,
                TimeToLive = parsed.GetValue(ttl),
            },
        };
    }

    /// <summary>The same for a campaign, where the data goes as JSON text.</summary>
    public MessageConfiguration ToCampaignMessage(ParseResult parsed)
    {
        var json = Data(parsed) is { } values ? new JsonObject(values.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)v.Value))).ToJsonString() : null;
        Message Message() => new()
        {
            Action = Action(parsed),
            Title = parsed.GetValue(title),
            Body = parsed.GetValue(body),
            JsonBody = json,
            Url = parsed.GetValue(url),
            SilentPush = parsed.GetValue(silent),
            TimeToLive = parsed.GetValue(ttl),
        };
        var (apns, gcm) = (Message(), Message());
        apns.MediaUrl = gcm.ImageUrl = parsed.GetValue(image);
        return new MessageConfiguration { APNSMessage = apns, GCMMessage = gcm };
    }

    private Dictionary<string, string>? Data(ParseResult parsed) => NameValue.ParseAll(parsed.GetValue(data), data.Name) is { Count: > 0 } given ? given : null;

    private string? Action(ParseResult parsed) =>
        parsed.GetValue(silent) ? null : parsed.GetValue(action) ?? (parsed.GetValue(url) is null ? "OPEN_APP" : "URL");
}
