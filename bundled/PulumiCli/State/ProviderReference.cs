namespace Pinpush.PulumiCli.State;

/// <summary>Names one configured provider: <c>urn::id</c>.</summary>
/// <param name="Id">A UUID that the engine gave; <see cref="Signatures.Unknown"/> in the preview of a new provider.</param>
internal readonly record struct ProviderReference(string Urn, string Id)
{
    public const string TypePrefix = "pulumi:providers:";

    public static bool IsProviderType(string type) => type.StartsWith(TypePrefix, StringComparison.Ordinal);

    /// <summary>Whether the engine made this provider by itself; it tells them by the name, as the official one does.</summary>
    public static bool IsDefault(string urn) => IsProviderType(State.Urn.TypeOf(urn)) && State.Urn.NameOf(urn).StartsWith("default", StringComparison.Ordinal);

    /// <exception cref="FormatException">The text has no id part.</exception>
    public static ProviderReference Parse(string text) => text.LastIndexOf("::", StringComparison.Ordinal) is > 0 and var at && State.Urn.IsUrn(text[..at])
        ? new ProviderReference(text[..at], text[(at + 2)..])
        : throw new FormatException($"'{text}' is no provider reference: it has to read URN::ID.");

    public string Package => State.Urn.TypeOf(Urn)[TypePrefix.Length..];

    public override string ToString() => $"{Urn}::{Id}";
}
