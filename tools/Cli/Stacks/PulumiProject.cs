using Pinpush.Cli.Commands;
using Pinpush.Cli.Outcomes;
using Pinpush.Files;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Pinpush.Cli.Stacks;

/// <summary>The Pulumi project that commands work on: a folder with a <c>Pulumi.yaml</c>.</summary>
/// <param name="Main">Folder of the program, below the project's; null for the project's own.</param>
/// <param name="Backend">Where its states lie, as <c>backend.url</c> says; null when it says nothing.</param>
internal sealed record PulumiProject(string Folder, string Name, string? Main, string? Backend)
{
    private const string FileName = "Pulumi.yaml";
    private const string LocalServer = "pinpush:localServer";

    /// <summary>Found in <paramref name="folder"/> or above it, as the Pulumi CLI finds it, else beside the launcher (PINPUSH_ROOT).</summary>
    /// <exception cref="Refusal">There is none, or its file cannot be read.</exception>
    public static PulumiProject Find(string folder, CommandHost host)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, FileName)))
            {
                return Read(at.FullName);
            }
        }

        return host.Settings["ROOT"] is { Length: > 0 } root && File.Exists(Path.Combine(root, FileName)) ? Read(root)
            : throw new Refusal($"There is no {FileName} in {folder} or above it. Run this in the project's folder.");
    }

    /// <summary>The file with a stack's settings; it need not exist.</summary>
    public string SettingsFile(string stack) => Path.Combine(Folder, $"Pulumi.{stack}.yaml");

    /// <summary>Whether a stack belongs to the server on this machine: its file sets <c>pinpush:localServer</c> to true.</summary>
    public bool IsLocal(string stack) => Setting(stack, LocalServer) == "true";

    /// <summary>A text of the stack's settings, e.g. <c>endpointUrl</c> in the project's namespace; null when it is not set, or no text.</summary>
    public string? Setting(string stack, string key) =>
        File.Exists(SettingsFile(stack))
            ? Text(Root(SettingsFile(stack)), "config", key.Contains(':', StringComparison.Ordinal) ? key : $"{Name}:{key}") : null;

    /// <summary>Names of projects in whose namespace the stack has settings, apart from where its server is.</summary>
    public IEnumerable<string> Namespaces(string stack) =>
        File.Exists(SettingsFile(stack)) && Root(SettingsFile(stack)) is YamlMappingNode root
            && root.Children.TryGetValue(new YamlScalarNode("config"), out var config) && config is YamlMappingNode settings
            ? settings.Children.Keys.Select(k => (k as YamlScalarNode)?.Value ?? "").Where(k => k != LocalServer).Select(k => k.Split(':')[0]).Distinct() : [];

    /// <summary>The folder that <c>plugins.providers</c> names for a provider; null for none.</summary>
    public string? PluginFolder(string provider) => Node(Root(Path.Combine(Folder, FileName)), "plugins", "providers") is YamlSequenceNode plugins
        && plugins.FirstOrDefault(p => Text(p, "name") == provider) is { } plugin && Text(plugin, "path") is { } path ? Path.GetFullPath(path, Folder) : null;

    private static PulumiProject Read(string folder)
    {
        var root = Root(Path.Combine(folder, FileName));
        return new PulumiProject(
            folder, Text(root, "name") ?? throw new Refusal($"{Path.Combine(folder, FileName)} names no project: it needs a line such as name: pinpush"),
            Text(root, "main"), Text(root, "backend", "url"));
    }

    private static YamlNode Root(string file)
    {
        try
        {
            var yaml = BoundedYaml.Load(File.ReadAllText(file));
            return yaml.Documents.Count > 0 ? yaml.Documents[0].RootNode : new YamlMappingNode();
        }
        catch (YamlException fault)
        {
            throw new Refusal($"{file}, line {fault.Start.Line}: this is no YAML that can be read: {fault.Message}");
        }
    }

    private static string? Text(YamlNode node, params ReadOnlySpan<string> path) => (Node(node, path) as YamlScalarNode)?.Value;

    private static YamlNode? Node(YamlNode node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (node is not YamlMappingNode map || !map.Children.TryGetValue(new YamlScalarNode(name), out var child))
            {
                return null;
            }

            node = child;
        }

        return node;
    }
}
