using System.Collections.Immutable;

namespace Pinpush.PulumiCli.Values;

/// <summary>Equality by content. A value and the same value marked as secret are equal.</summary>
internal static class PropertyEquality
{
    public static bool Same(PropertyValue left, PropertyValue right) => (left.Bare(), right.Bare()) switch
    {
        (PropertyValue.Null, PropertyValue.Null) => true,
        (PropertyValue.Bool a, PropertyValue.Bool b) => a.Value == b.Value,
        (PropertyValue.Number a, PropertyValue.Number b) => a.Value.Equals(b.Value),
        (PropertyValue.Text a, PropertyValue.Text b) => a.Value == b.Value,
        (PropertyValue.List a, PropertyValue.List b) => Same(a.Items, b.Items),
        (PropertyValue.Map a, PropertyValue.Map b) => Same(a.Members, b.Members),
        (PropertyValue.Marked a, PropertyValue.Marked b) => a.Signature == b.Signature && SameMarked(a, b),
        _ => false, // an unknown equals nothing, not even itself: it may become anything
    };

    public static bool Same(PropertyMap left, PropertyMap right) =>
        left.Count == right.Count && left.All(m => right.TryGetValue(m.Key, out var other) && Same(m.Value, other));

    private static bool Same(ImmutableArray<PropertyValue> left, ImmutableArray<PropertyValue> right) =>
        left.Length == right.Length && left.Zip(right).All(pair => Same(pair.First, pair.Second));

    // Two assets with the same content are the same, wherever their files lie.
    private static bool SameMarked(PropertyValue.Marked a, PropertyValue.Marked b) =>
        a.Signature is Signatures.Asset or Signatures.Archive && a.Fields.TextOf("hash") is { Length: > 0 } hash
            ? hash == b.Fields.TextOf("hash")
            : Same(a.Fields, b.Fields);
}
