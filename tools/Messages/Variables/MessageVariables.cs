namespace Pinpush.Messages.Variables;

/// <summary>Who gives the value of a message variable.</summary>
/// <param name="given">The substitutions of the send; they go before all.</param>
/// <param name="others">Who is asked for any other name.</param>
internal sealed class MessageVariables(IReadOnlyDictionary<string, string> given, Func<string, MessageVariable> others)
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>A direct send with a template. Highest first: its substitutions, the recipient, the template's defaults.</summary>
    /// <param name="defaults">What stands in for a value that the recipient does not have; null for nothing.</param>
    public static MessageVariables OfTemplate(IReadOnlyDictionary<string, string> given, IReadOnlyDictionary<string, string>? defaults) =>
        new(given, name => MessageVariable.OfEndpoint(name).Or(defaults?.GetValueOrDefault(name)));

    /// <summary>A campaign, by a template or a message of its own: the recipient, the template's defaults, at last an empty text.</summary>
    /// <remarks>
    /// Source: Pinpoint user guide, Adding personalized content to message templates: what has no value is dropped in a campaign, and keeps a
    /// direct send from leaving.
    /// </remarks>
    public static MessageVariables OfCampaign(IReadOnlyDictionary<string, string>? defaults) =>
        new(None, name => MessageVariable.OfEndpoint(name).Or(defaults?.GetValueOrDefault(name) ?? ""));

    public MessageVariable Named(string name) => given.TryGetValue(name, out var value) ? MessageVariable.Constant(name, value) : others(name);
}
