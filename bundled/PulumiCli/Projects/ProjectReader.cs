using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Pinpush.PulumiCli.Config;
using YamlDotNet.RepresentationModel;

namespace Pinpush.PulumiCli.Projects;

/// <summary>Reads <c>Pulumi.yaml</c>.</summary>
/// <remarks>Source: Pulumi, <c>sdk/go/common/workspace/project.go</c>.</remarks>
internal static partial class ProjectReader
{
    private const int LongestName = 100;

    /// <exception cref="Failure">A member is missing or wrong; the message names it.</exception>
    public static Project Read(string path)
    {
        var root = ConfigYaml.Parse(File.ReadAllText(path), path) ?? throw new Failure($"{path} is empty: it needs at least name and runtime.");
        var name = root.TextOf("name");
        if (name is null || name.Length > LongestName || !Name().IsMatch(name))
        {
            throw new Failure($"{path}: name is '{name}'; it needs 1 to {LongestName} letters, digits, '-', '_' or '.'.");
        }

        var runtime = root.Member("runtime");
        var options = (runtime as YamlMappingNode).Member("options") as YamlMappingNode;
        return new Project
        {
            Path = path,
            Name = name,
            Runtime = (runtime as YamlScalarNode)?.Value ?? (runtime as YamlMappingNode).TextOf("name") ?? throw new Failure($"{path}: runtime is missing."),
            RuntimeOptions = (options?.Children.AsEnumerable() ?? []).ToImmutableDictionary(o => Text(o.Key), o => Text(o.Value)),
            Main = root.TextOf("main"),
            BackendUrl = (root.Member("backend") as YamlMappingNode).TextOf("url"),
            StackConfigFolder = root.TextOf("stackConfigDir") ?? root.TextOf("config"),
            RefreshAlways = (root.Member("options") as YamlMappingNode).TextOf("refresh") == "always",
            Config = root.Member("config") is YamlMappingNode config ? [.. config.Children.Select(c => Declaration(Text(c.Key), c.Value, name, path))] : [],
            Plugins = (root.Member("plugins") as YamlMappingNode).Member("providers") is YamlSequenceNode plugins
                ? [.. plugins.Children.OfType<YamlMappingNode>().Select(p => Plugin(p, path))] : [],
        };
    }

    private static NamedPlugin Plugin(YamlMappingNode plugin, string path)
    {
        var name = plugin.TextOf("name") ?? throw new Failure($"{path}: an entry of plugins.providers has no name.");
        var folder = plugin.TextOf("path") ?? throw new Failure($"{path}: plugin '{name}' has no path.");
        return new NamedPlugin(name, Path.GetFullPath(folder, Path.GetDirectoryName(path) ?? "/"), plugin.TextOf("version"));
    }

    private static ConfigDeclaration Declaration(string key, YamlNode node, string project, string path)
    {
        var full = ConfigKey.Parse(key, project);
        if (node is not YamlMappingNode map || !map.Children.Keys.Any(k => Members.Contains(Text(k))))
        {
            return new ConfigDeclaration(full, ConfigYaml.Read(node), Type: null, Secret: false);
        }

        var (initial, value, type) = (map.Member("default"), map.Member("value"), map.TextOf("type"));
        if (initial is not null && value is not null)
        {
            throw new Failure($"{path}: configuration key '{key}' has both a default and a value; it may have one.");
        }

        if (full.Namespace != project && (initial is not null || type is not null))
        {
            throw new Failure($"{path}: configuration key '{key}' is not of this project, so it takes 'value' and neither 'default' nor 'type'.");
        }

        return new ConfigDeclaration(full, (initial ?? value) is { } given ? ConfigYaml.Read(given) : null, type, map.TextOf("secret") == "true");
    }

    private static readonly HashSet<string> Members = ["type", "items", "description", "secret", "default", "value"];

    private static string Text(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";

    [GeneratedRegex("^[A-Za-z0-9_.-]+$")]
    private static partial Regex Name();
}
