using Pinpush.Contract;

namespace Pinpush.Messages.Layers;

/// <summary>What one address, endpoint or user changes in the message. Null members change nothing.</summary>
public sealed record MessageOverrides(
    string? Body, string? Title, string? RawContent, IReadOnlyDictionary<string, IReadOnlyList<string>>? Substitutions)
{
    public static MessageOverrides Of(AddressConfiguration entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new(entry.BodyOverride, entry.TitleOverride, entry.RawContent, entry.Substitutions);
    }

    public static MessageOverrides Of(EndpointSendConfiguration entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new(entry.BodyOverride, entry.TitleOverride, entry.RawContent, entry.Substitutions);
    }

    /// <summary>True when the message goes out unchanged, so that its shape can be shared.</summary>
    public bool IsEmpty => Body is null && Title is null && RawContent is null && Substitutions is not { Count: > 0 };
}
