namespace Pinpush.Gateways.Transport;

/// <summary>A word that a gateway gives for what it did. It ends up in logs and reports, so it is a word or nothing: a peer may send anything back.</summary>
internal static class GatewayWord
{
    private const int Longest = 60;

    /// <returns>The word; empty when there is none.</returns>
    public static string Of(string? said) =>
        said is { Length: <= Longest } && said.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_') ? said : "";
}
