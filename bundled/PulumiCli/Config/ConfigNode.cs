using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Pinpush.PulumiCli.Config;

/// <summary>One configuration value as it stands in a stack file or in the project's schema.</summary>
internal abstract record ConfigNode
{
    private ConfigNode() { }

    /// <summary>A text, number or truth value.</summary>
    /// <param name="Quoted">Written in quotes: a text, whatever it looks like.</param>
    public sealed record Scalar(string Value, bool Quoted) : ConfigNode;

    /// <summary><c>secure: ciphertext</c></summary>
    public sealed record Secure(string Ciphertext) : ConfigNode;

    public sealed record List(ImmutableArray<ConfigNode> Items) : ConfigNode;

    public sealed record Map(ImmutableArray<KeyValuePair<string, ConfigNode>> Members) : ConfigNode;

    public bool HasSecrets => this switch
    {
        Secure => true,
        List list => list.Items.Any(i => i.HasSecrets),
        Map map => map.Members.Any(m => m.Value.HasSecrets),
        _ => false,
    };

    /// <summary>The text that the program gets: scalars as they are, lists and objects as compact JSON.</summary>
    /// <param name="decrypt">From ciphertext to plain text, or to what is shown in its place.</param>
    public string ToText(Func<string, string> decrypt) => this switch
    {
        Scalar scalar => scalar.Value,
        Secure secure => decrypt(secure.Ciphertext),
        _ => Values.PropertyJson.ToText(ToJson(decrypt)),
    };

    public JsonNode? ToJson(Func<string, string> decrypt) => this switch
    {
        Scalar { Quoted: false } scalar => Typed(scalar.Value),
        Scalar scalar => JsonValue.Create(scalar.Value),
        Secure secure => JsonValue.Create(decrypt(secure.Ciphertext)),
        List list => new JsonArray([.. list.Items.Select(i => i.ToJson(decrypt))]),
        Map map => new JsonObject(map.Members.Select(m => KeyValuePair.Create(m.Key, m.Value.ToJson(decrypt)))),
        _ => throw new InvalidOperationException("A configuration value of no known kind."),
    };

    /// <summary>What a plain (unquoted) scalar means: null, a truth value, a number or a text.</summary>
    public static JsonNode? Typed(string plain) => plain switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when long.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) => JsonValue.Create(integer),
        _ when LooksLikeNumber(plain) && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(plain),
    };

    // double.TryParse also takes "Infinity" and " 1", which YAML does not.
    private static bool LooksLikeNumber(string text) =>
        text.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or '.' or 'e' or 'E') && text.Any(char.IsAsciiDigit);
}
