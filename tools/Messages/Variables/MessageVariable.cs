using System.Globalization;
using System.Text.RegularExpressions;
using Pinpush.Contract;

namespace Pinpush.Messages.Variables;

/// <summary>What stands in a message for something of its recipient. Its name is read once, its value once per push.</summary>
internal sealed partial class MessageVariable
{
    private readonly Func<EndpointResponse, string?> value;

    private MessageVariable(string name, Func<EndpointResponse, string?> value) => (Name, this.value) = (name, value);

    /// <summary>The device token, or whatever else the channel delivers to.</summary>
    public static MessageVariable Address { get; } = OfEndpoint("Address");

    /// <summary>The endpoint's id; a bare address has none.</summary>
    public static MessageVariable Id { get; } = OfEndpoint("Id");

    public string Name { get; }

    /// <summary>The value; null when there is none.</summary>
    public string? For(EndpointResponse recipient) => value(recipient);

    public static MessageVariable Constant(string name, string value) => new(name, _ => value);

    /// <param name="otherwise">Stands in for a missing value; null for nothing.</param>
    public MessageVariable Or(string? otherwise) => otherwise is null ? this : new(Name, e => value(e) ?? otherwise);

    /// <summary>
    /// A member of the endpoint by its path, capitals as in the API: <c>User.UserAttributes.FirstName</c>, <c>Metrics.visits</c>, <c>Location.City</c>.
    /// Of several values of an attribute it is the first, or the one that an index says: <c>Attributes.sizes.[1]</c>,
    /// <c>Attributes.sizes[1]</c>, <c>Attributes.sizes[[1]]</c>. The name of an attribute or metric may stand in brackets, as it does where it has blanks:
    /// <c>Attributes.[Model Name]</c>, <c>Attributes.[Model Name].[1]</c>. A name that is no such path never has a value.
    /// </summary>
    /// <remarks>
    /// Sources: Pinpoint user guide, Adding personalized content to message templates, which says nothing about several values; Handlebars, literal segments.
    /// </remarks>
    public static MessageVariable OfEndpoint(string name) => new(name, name.Split('.', 2) switch
    {
        ["Attributes", var attribute] => Listed(attribute, e => e.Attributes),
        ["Metrics", var metric] => Measured(metric is ['[', .. var quoted, ']'] ? quoted : metric),
        ["User", "UserId"] => e => e.User?.UserId,
        ["User", var path] when path.StartsWith("UserAttributes.", StringComparison.Ordinal) =>
            Listed(path["UserAttributes.".Length..], e => e.User?.UserAttributes),
        ["Demographic", var member] => Demographic(member),
        ["Location", var member] => Location(member),
        [var member] => Own(member),
        _ => _ => null,
    });

    private static Func<EndpointResponse, string?> Own(string member) => member switch
    {
        "Address" => e => e.Address,
        "ChannelType" => e => e.ChannelType?.Word(),
        "CreationDate" => e => e.CreationDate,
        "EffectiveDate" => e => e.EffectiveDate,
        "EndpointStatus" => e => e.EndpointStatus?.Word(),
        "Id" => e => e.Id,
        "OptOut" => e => e.OptOut?.Word(),
        "RequestId" => e => e.RequestId,
        _ => _ => null,
    };

    private static Func<EndpointResponse, string?> Demographic(string member) => member switch
    {
        "AppVersion" => e => e.Demographic?.AppVersion,
        "Locale" => e => e.Demographic?.Locale,
        "Make" => e => e.Demographic?.Make,
        "Model" => e => e.Demographic?.Model,
        "ModelVersion" => e => e.Demographic?.ModelVersion,
        "Platform" => e => e.Demographic?.Platform,
        "PlatformVersion" => e => e.Demographic?.PlatformVersion,
        "Timezone" => e => e.Demographic?.Timezone,
        _ => _ => null,
    };

    private static Func<EndpointResponse, string?> Location(string member) => member switch
    {
        "City" => e => e.Location?.City,
        "Country" => e => e.Location?.Country,
        "Latitude" => e => e.Location?.Latitude is { } degrees ? Text(degrees) : null,
        "Longitude" => e => e.Location?.Longitude is { } degrees ? Text(degrees) : null,
        "PostalCode" => e => e.Location?.PostalCode,
        "Region" => e => e.Location?.Region,
        _ => _ => null,
    };

    private static Func<EndpointResponse, string?> Listed(string name, Func<EndpointResponse, IReadOnlyDictionary<string, IReadOnlyList<string>>?> lists)
    {
        var path = Path().Match(name); // matches every name
        var (key, digits) = (path.Groups["name"].Value, path.Groups["index"]);
        var index = digits.Success ? int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture) : 0;
        return e => lists(e) is { } all && all.TryGetValue(key, out var values) && index < values.Count ? values[index] : null;
    }

    private static Func<EndpointResponse, string?> Measured(string name) =>
        e => e.Metrics is { } metrics && metrics.TryGetValue(name, out var number) ? Text(number) : null;

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    // sizes, sizes.[1], sizes[1], sizes[[1]], [Model Name], [Model Name].[1]
    [GeneratedRegex(@"^(\[(?<name>[^\[\]]+)\]|(?<name>.*?))(\.?(\[(?<index>\d{1,4})\]|\[\[(?<index>\d{1,4})\]\]))?\z", RegexOptions.Singleline)]
    private static partial Regex Path();
}
