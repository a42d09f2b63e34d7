using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Config;
using Pinpush.PulumiCli.Secrets;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Projects;

/// <summary>The configuration that a program and its default providers get: texts, secrets decrypted.</summary>
/// <param name="Values">By full key, sorted.</param>
internal sealed record StackConfig(IReadOnlyList<StackConfig.Value> Values)
{
    /// <param name="Secret">Must not be shown or stored in clear.</param>
    internal sealed record Value(ConfigKey Key, string Text, bool Secret);

    /// <summary>The stack's values, then what the project gives where the stack has none.</summary>
    /// <exception cref="Failure">A required value is missing, has the wrong type or is not encrypted.</exception>
    public static StackConfig Resolve(Project project, StackFile file, string stack, SecretStore secrets)
    {
        var nodes = Nodes(project, file);
        Check(project, stack, nodes);
        return new StackConfig([.. nodes.Select(n => new Value(n.Key, n.Value.ToText(secrets.DecryptText), n.Value.HasSecrets))]);
    }

    /// <summary>What stands in the stack's file, and where it says nothing what the project gives. Sorted by the full key.</summary>
    public static SortedDictionary<ConfigKey, ConfigNode> Nodes(Project project, StackFile file)
    {
        var nodes = new SortedDictionary<ConfigKey, ConfigNode>(
            file.Values.ToDictionary(v => v.Key, v => v.Value), Comparer<ConfigKey>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString())));
        foreach (var declared in project.Config.Where(d => d.Default is not null))
        {
            nodes.TryAdd(declared.Key, declared.Default!); // not null: filtered
        }

        return nodes;
    }

    /// <summary>Full key to text, secrets in clear: only for the variables of a child.</summary>
    public string ToJson() =>
        PropertyJson.ToText(new JsonObject(Values.Select(v => KeyValuePair.Create(v.Key.ToString(), (JsonNode?)JsonValue.Create(v.Text)))));

    /// <summary>The full keys of the secrets, as a list.</summary>
    public string SecretKeysToJson() => PropertyJson.ToText(new JsonArray([.. Values.Where(v => v.Secret).Select(v => JsonValue.Create(v.Key.ToString()))]));

    private static void Check(Project project, string stack, SortedDictionary<ConfigKey, ConfigNode> nodes)
    {
        var missing = project.Config.Where(d => !nodes.ContainsKey(d.Key)).Select(d => $"'{Short(d.Key, project)}'").Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            var list = missing.Count == 1 ? missing[0] : $"{string.Join(", ", missing[..^1])} and {missing[^1]}";
            throw new Failure($"Stack '{stack}' is missing configuration value{(missing.Count > 1 ? "s" : "")} {list}");
        }

        foreach (var declared in project.Config)
        {
            var node = nodes[declared.Key];
            if (declared.Secret && !node.HasSecrets && !ReferenceEquals(node, declared.Default))
            {
                throw new Failure($"Stack '{stack}' with configuration key '{Short(declared.Key, project)}' must be encrypted as it's secret");
            }

            if (declared.Type is { } type && !node.HasSecrets && !Fits(node, type))
            {
                throw new Failure($"Stack '{stack}' with configuration key '{Short(declared.Key, project)}' must be of type '{type}'");
            }
        }
    }

    // config set writes texts ("3"), so a scalar is judged by what it would read as.
    private static bool Fits(ConfigNode node, string type) => (type, node) switch
    {
        ("string", ConfigNode.Scalar) => true,
        ("integer", ConfigNode.Scalar scalar) => long.TryParse(scalar.Value, System.Globalization.CultureInfo.InvariantCulture, out _),
        ("boolean", ConfigNode.Scalar scalar) => scalar.Value is "true" or "false",
        ("array", ConfigNode.List) or ("object", ConfigNode.Map) => true,
        _ => false,
    };

    private static string Short(ConfigKey key, Project project) => key.Namespace == project.Name ? key.Name : key.ToString();
}
