namespace Pinpush.Messages;

/// <summary>Who gives the value of a message variable. Highest first: the send's own substitutions, the recipient, the template's defaults.</summary>
/// <param name="given">The substitutions of the send.</param>
/// <param name="defaults">What stands in for a value that the recipient does not have; null for nothing.</param>
internal sealed class MessageVariables(Substitutions given, IReadOnlyDictionary<string, string>? defaults)
{
    public static MessageVariables OfRecipient { get; } = new(new Substitutions(), null);

    public MessageVariable Named(string name) =>
        given.ValueOf(name) is { } value ? MessageVariable.Constant(name, value)
        : defaults?.GetValueOrDefault(name) is { } otherwise ? MessageVariable.OfEndpoint(name).Or(otherwise)
        : MessageVariable.OfEndpoint(name);
}
