using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Pinpush.Fakes;

/// <summary>A compact JWS taken apart, its signature not yet verified: <c>eyJhbGciOi….eyJpc3MiOi….c2ln…</c></summary>
/// <param name="SignedBytes">What the signature is over: the first two parts with the dot.</param>
internal sealed record JsonWebToken(JsonElement Header, JsonElement Claims, byte[] SignedBytes, byte[] Signature)
{
    /// <returns>Null when the text is not a JWT.</returns>
    public static JsonWebToken? Parse(string text)
    {
        var first = text.IndexOf('.');
        var second = first < 0 ? -1 : text.IndexOf('.', first + 1);
        if (second < 0 || text.IndexOf('.', second + 1) >= 0)
        {
            return null;
        }

        try
        {
            var header = ParseObject(text.AsSpan(0, first));
            var claims = ParseObject(text.AsSpan(first + 1, second - first - 1));
            return header is null || claims is null
                ? null
                : new(header.Value, claims.Value, Encoding.ASCII.GetBytes(text[..second]), Base64Url.DecodeFromChars(text.AsSpan(second + 1)));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>A text; null when the member is missing, no text, or holds half of a surrogate pair.</summary>
    public static string? Text(JsonElement of, string name)
    {
        try
        {
            return of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A time in Unix seconds; null when the member is missing or no number in range.</summary>
    public static DateTimeOffset? Time(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetDouble(out var seconds) && seconds is >= 0 and < 253402300799
                ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
                : null;

    private static JsonElement? ParseObject(ReadOnlySpan<char> part)
    {
        using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
        return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
    }
}
