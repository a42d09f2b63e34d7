using System.CommandLine;
using System.CommandLine.Parsing;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Devices;
using Pinpush.Cli.Input;
using Pinpush.Cli.Outcomes;

namespace Pinpush.Cli.Segments;

/// <summary>The options that say who is in a segment, and the API's dimensions made of them. All that are given must hold.</summary>
internal sealed class CriteriaOptions
{
    private const string Exclusive = "exclusive=";

    private static readonly string[] AttributeTypes = ["INCLUSIVE", "EXCLUSIVE", "CONTAINS", "BEFORE", "AFTER", "ON", "BETWEEN"];

    private static readonly Dictionary<string, string> Durations = new() { ["24h"] = "HR_24", ["7d"] = "DAY_7", ["14d"] = "DAY_14", ["30d"] = "DAY_30" };

    private readonly Option<string[]> attributes = new("--attribute")
    {
        Description = "The device's attribute is a or b: \"name=a|b\"; or name:TYPE=..., with exclusive, contains, before, after, on or between; "
            + "may be repeated",
        HelpName = "NAME[:TYPE]=VALUES",
    };

    private readonly Option<string[]> userAttributes = new("--user-attribute")
    {
        Description = "The same for the user's attributes",
        HelpName = "NAME[:TYPE]=VALUES",
    };
    private readonly Option<string?> channel = new("--channel") { Description = "\"ios|android\", or exclusive=ios; so for all below", HelpName = "VALUES" };
    private readonly Option<string?> platform = new("--platform") { Description = "Platforms", HelpName = "VALUES" };
    private readonly Option<string?> appVersion = new("--app-version") { Description = "Versions of the app", HelpName = "VALUES" };
    private readonly Option<string?> make = new("--make") { Description = "Makes of the device", HelpName = "VALUES" };
    private readonly Option<string?> model = new("--model") { Description = "Models of the device", HelpName = "VALUES" };
    private readonly Option<string?> country = new("--country") { Description = "Countries, such as \"FR|DE\"", HelpName = "VALUES" };
    private readonly Option<string?> active = new Option<string?>("--active") { Description = "Active within the last 24h, 7d, 14d or 30d", HelpName = "TIME" }
        .TakesOnly(StringComparer.Ordinal, [.. Durations.Keys]);
    private readonly Option<string?> inactive = new Option<string?>("--inactive")
    {
        Description = "Not active within the last 24h, 7d, 14d or 30d",
        HelpName = "TIME",
    }.TakesOnly(StringComparer.Ordinal, [.. Durations.Keys]);

    public IReadOnlyList<Option> All => [attributes, userAttributes, channel, platform, appVersion, make, model, country, active, inactive];

    public bool AreGiven(CommandResult result) => All.Any(o => result.GetResult(o) is not null);

    /// <exception cref="Refusal">A value is not of the form that its option takes.</exception>
    public SegmentDimensions ToDimensions(CommandResult result)
    {
        var recency = result.GetValue(active) ?? result.GetValue(inactive);
        if (result.GetValue(active) is not null && result.GetValue(inactive) is not null)
        {
            throw Wrong("--active and --inactive contradict each other: a segment has one of them.");
        }

        return new SegmentDimensions
        {
            Attributes = Attributes(result, attributes),
            UserAttributes = Attributes(result, userAttributes),
            Demographic = new SegmentDemographics
            {
                Channel = Set(result, channel, ChannelWord.ToApi),
                Platform = Set(result, platform),
                AppVersion = Set(result, appVersion),
                Make = Set(result, make),
                Model = Set(result, model),
            },
            Location = new SegmentLocation { Country = Set(result, country) },
            Behavior = recency is null ? null : new SegmentBehaviors
            {
                // Any other word than those is a fault already.
                Recency = new RecencyDimension
                {
                    Duration = Durations.GetValueOrDefault(recency),
                    RecencyType = result.GetValue(active) is null ? "INACTIVE" : "ACTIVE",
                },
            },
        };
    }

    /// <summary><c>plan=premium|trial</c>, <c>plan:exclusive=free</c>, <c>born:between=1990-01-01T00:00:00Z|2000-01-01T00:00:00Z</c>.</summary>
    private static Dictionary<string, AttributeDimension>? Attributes(CommandResult result, Option<string[]> option)
    {
        Dictionary<string, AttributeDimension> dimensions = [];
        foreach (var (left, values) in NameValue.ParseAll(result.GetValue(option), option.Name))
        {
            var (name, type) = left.Split(':') switch
            {
                [var only] => (only, "INCLUSIVE"),
                [{ Length: > 0 } first, var word] when AttributeTypes.Contains(word.ToUpperInvariant()) => (first, word.ToUpperInvariant()),
                _ => throw Wrong(
                $"{option.Name} '{left}': after the colon stands one of {string.Join(", ", AttributeTypes).ToLowerInvariant()}. "
                + "A name that has a colon goes into a --file."),
            };
            if (!dimensions.TryAdd(name, new AttributeDimension { AttributeType = type, Values = Values(values, option) }))
            {
                throw Wrong($"{option.Name} names '{name}' twice.");
            }
        }

        return dimensions.Count > 0 ? dimensions : null;
    }

    private static SetDimension? Set(CommandResult result, Option<string?> option, Func<string, string>? toApi = null)
    {
        if (result.GetValue(option) is not { } given)
        {
            return null;
        }

        var excludes = given.StartsWith(Exclusive, StringComparison.OrdinalIgnoreCase);
        var values = Values(excludes ? given[Exclusive.Length..] : given, option);
        return new SetDimension { DimensionType = excludes ? "EXCLUSIVE" : "INCLUSIVE", Values = toApi is null ? values : values.ConvertAll(v => toApi(v)) };
    }

    /// <summary>An empty value is refused: excluding it would mean nearly everybody.</summary>
    private static List<string> Values(string text, Option option) =>
        text.Split('|') is var values && values.Any(string.IsNullOrWhiteSpace) ? throw Wrong($"{option.Name}: '{text}' has an empty value.") : [.. values];

    private static Refusal Wrong(string message) => new(message, ExitCode.WrongCommandLine);
}
