using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pinpush.Files;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Pinpush.PulumiCli.Config;

/// <summary>Configuration values from and to YAML.</summary>
internal static partial class ConfigYaml
{
    /// <summary>The root mapping of a document; null for an empty one.</summary>
    /// <exception cref="Failure">The text is no YAML mapping.</exception>
    public static YamlMappingNode? Parse(string text, string path)
    {
        YamlStream stream;
        try
        {
            stream = BoundedYaml.Load(text);
        }
        catch (YamlException e)
        {
            throw new Failure($"{path}, line {e.Start.Line}: {e.Message}");
        }

        return stream.Documents.Count == 0 || stream.Documents[0].RootNode is YamlScalarNode { Value: null or "" } ? null
            : stream.Documents[0].RootNode as YamlMappingNode ?? throw new Failure($"{path} has to be a mapping.");
    }

    public static YamlNode? Member(this YamlMappingNode? map, string name) =>
        map is not null && map.Children.TryGetValue(new YamlScalarNode(name), out var node) ? node : null;

    public static string? TextOf(this YamlMappingNode? map, string name) => (map.Member(name) as YamlScalarNode)?.Value;

    public static ConfigNode Read(YamlNode node) => node switch
    {
        YamlMappingNode map when map.Children.Count == 1 && map.TextOf("secure") is { } ciphertext => new ConfigNode.Secure(ciphertext),
        YamlMappingNode map => new ConfigNode.Map([.. map.Children.Select(m => KeyValuePair.Create((m.Key as YamlScalarNode)?.Value ?? "", Read(m.Value)))]),
        YamlSequenceNode list => new ConfigNode.List([.. list.Children.Select(Read)]),
        YamlScalarNode scalar => new ConfigNode.Scalar(scalar.Value ?? "", scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any)),
        _ => throw new Failure($"The value at line {node.Start.Line} is of a kind that configuration cannot hold."),
    };

    /// <summary>The lines of <c>key: value</c>, each beginning with the indentation.</summary>
    public static IEnumerable<string> Write(string key, ConfigNode value, string indent) => value switch
    {
        ConfigNode.Scalar scalar => [$"{indent}{Scalar(key, false)}: {Scalar(scalar.Value, scalar.Quoted)}"],
        ConfigNode.Secure secure => [$"{indent}{Scalar(key, false)}:", $"{indent}  secure: {secure.Ciphertext}"],
        ConfigNode.Map { Members.IsEmpty: true } => [$"{indent}{Scalar(key, false)}: {{}}"],
        ConfigNode.Map map => [$"{indent}{Scalar(key, false)}:", .. map.Members.SelectMany(m => Write(m.Key, m.Value, indent + "  "))],
        ConfigNode.List { Items.IsEmpty: true } => [$"{indent}{Scalar(key, false)}: []"],
        ConfigNode.List list => [$"{indent}{Scalar(key, false)}:", .. list.Items.SelectMany(i => Item(i, indent + "  "))],
        _ => throw new InvalidOperationException("A configuration value of no known kind."),
    };

    // "- value", or "- " and the item's own lines with the first one's indentation eaten up.
    private static IEnumerable<string> Item(ConfigNode item, string indent)
    {
        switch (item)
        {
            case ConfigNode.Scalar scalar:
                return [$"{indent}- {Scalar(scalar.Value, scalar.Quoted)}"];
            case ConfigNode.Secure secure:
                return [$"{indent}- secure: {secure.Ciphertext}"];
            case ConfigNode.Map { Members.IsEmpty: false } map:
                var lines = map.Members.SelectMany(m => Write(m.Key, m.Value, indent + "  ")).ToList();
                lines[0] = $"{indent}- {lines[0][(indent.Length + 2)..]}";
                return lines;
            default:
                return [$"{indent}- {Values.PropertyJson.ToText(item.ToJson(text => text))}"]; // JSON is YAML; a list in a list, or an empty one
        }
    }

    /// <summary>Plain where that reads back as the same text (or, not quoted, as the same typed value), else in double quotes.</summary>
    private static string Scalar(string text, bool quoted)
    {
        var safe = text.Length > 0 && text.AsSpan().IndexOfAnyExcept(Plain) < 0 && (char.IsAsciiLetterOrDigit(text[0]) || text[0] is '/' or '_')
            && !text.Contains(": ", StringComparison.Ordinal) && !text.EndsWith(':') && !text.EndsWith(' ');
        var isText = ConfigNode.Typed(text) is JsonValue typed && typed.GetValueKind() == System.Text.Json.JsonValueKind.String && !Words.Contains(text)
            && !text.All(c => char.IsAsciiDigit(c) || c is '-' or ':' or '.' or '_') && !TimeOrRadix().IsMatch(text);
        if (!quoted && (!isText || safe))
        {
            return text.Length == 0 ? "\"\"" : text;
        }

        return safe && isText ? text : Quote(text);
    }

    // What YAML 1.1 and 1.2 read as a time, or as a number of another base: 2036-12-06T09:00:00Z, 0x1F, 0o17, 0b11.
    [GeneratedRegex(@"^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]|[-+]?0[xXoObB])")]
    private static partial Regex TimeOrRadix();

    private static string Quote(string text) => new StringBuilder().Append('"').Append(string.Concat(text.Select(c => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ when char.IsControl(c) => $"\\x{(int)c:x2}",
        _ => c.ToString(),
    }))).Append('"').ToString();

    private static readonly System.Buffers.SearchValues<char> Plain =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _./:+=@,()-");

    // YAML 1.1 readers take these for truth values.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "y", "n", "yes", "no", "on", "off" };
}
