using Pinpush.Files;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Pinpush.PulumiCli.Config;

/// <summary><c>Pulumi.STACK.yaml</c>: edited line by line, so that comments, order and members that nobody here knows stay as they are.</summary>
internal sealed class StackFile
{
    private const string Salt = "encryptionsalt";
    private const string ConfigMember = "config";

    private readonly string project;
    private List<string> lines;
    private YamlMappingNode? root;

    private StackFile(string path, string project, string text)
    {
        (Path, this.project) = (path, project);
        lines = text.Length == 0 ? [] : [.. text.TrimEnd('\n').Split('\n')];
        root = ConfigYaml.Parse(text, path);
    }

    public string Path { get; }

    public string? EncryptionSalt => root.TextOf(Salt);

    /// <summary>The URL of a secrets provider that is no passphrase; null when there is none.</summary>
    public string? OtherSecretsProvider => root.TextOf("secretsprovider") is { Length: > 0 } other && other != "passphrase" ? other : null;

    /// <summary>Reads the file; one that does not exist is empty.</summary>
    public static StackFile Load(string path, string project) => new(path, project, File.Exists(path) ? File.ReadAllText(path) : "");

    /// <summary>All values in the order of the file.</summary>
    public IReadOnlyList<KeyValuePair<ConfigKey, ConfigNode>> Values => root.Member(ConfigMember) is YamlMappingNode map
        ? [.. map.Children.Select(m => KeyValuePair.Create(KeyOf(m.Key), ConfigYaml.Read(m.Value)))]
        : [];

    public ConfigNode? Get(ConfigKey key) => Values.Where(v => v.Key == key).Select(v => v.Value).FirstOrDefault();

    public void SetSalt(string salt)
    {
        if (Entry(root, k => k == Salt) is { } at)
        {
            Splice(at.First, at.Last, [$"{Salt}: {salt}"]);
        }
        else
        {
            // Behind the comments and the document mark at the top.
            var top = lines.TakeWhile(l => l.StartsWith('#') || l.StartsWith("---", StringComparison.Ordinal)).Count();
            Splice(top, top - 1, [$"{Salt}: {salt}"]);
        }
    }

    public void Set(ConfigKey key, ConfigNode value)
    {
        var map = root.Member(ConfigMember) as YamlMappingNode;
        if (map is { Style: not YamlDotNet.Core.Events.MappingStyle.Flow, Children.Count: > 0 })
        {
            var indent = new string(' ', (int)map.Start.Column - 1);
            var written = ConfigYaml.Write(key.ToString(), value, indent);
            if (Entry(map, k => KeyOf(k) == key) is { } at)
            {
                Splice(at.First, at.Last, written);
            }
            else
            {
                var end = LastLine(map);
                Splice(end + 1, end, written);
            }

            return;
        }

        // No block to add to: the member is missing, empty or in one line.
        var all = Values.Where(v => v.Key != key).Append(KeyValuePair.Create(key, value));
        IEnumerable<string> block = [$"{ConfigMember}:", .. all.SelectMany(v => ConfigYaml.Write(v.Key.ToString(), v.Value, "  "))];
        var place = Entry(root, k => k == ConfigMember);
        Splice(place?.First ?? lines.Count, place?.Last ?? lines.Count - 1, block);
    }

    /// <returns>False when there is no such value.</returns>
    public bool Remove(ConfigKey key)
    {
        if (root.Member(ConfigMember) is not YamlMappingNode map || Entry(map, k => KeyOf(k) == key) is not { } at)
        {
            return false;
        }

        if (map.Children.Count == 1)
        {
            var whole = Entry(root, k => k == ConfigMember)!.Value; // it holds the map
            Splice(whole.First, whole.Last, [$"{ConfigMember}: {{}}"]);
        }
        else if (map.Style == YamlDotNet.Core.Events.MappingStyle.Flow)
        {
            var whole = Entry(root, k => k == ConfigMember)!.Value; // as above
            Splice(whole.First, whole.Last,
                [$"{ConfigMember}:", .. Values.Where(v => v.Key != key).SelectMany(v => ConfigYaml.Write(v.Key.ToString(), v.Value, "  "))]);
        }
        else
        {
            Splice(at.First, at.Last, []);
        }

        return true;
    }

    public void Save() => AtomicFile.Write(Path, Text, AtomicFile.OwnerOnly);

    private string Text => lines.Count == 0 ? "" : string.Join('\n', lines) + "\n";

    private ConfigKey KeyOf(YamlNode key) => KeyOf((key as YamlScalarNode)?.Value ?? "");

    private ConfigKey KeyOf(string key) => ConfigKey.Parse(key, project);

    // Lines are counted from 0. A comment above an entry stays where it is.
    private static (int First, int Last)? Entry(YamlMappingNode? map, Func<string, bool> isIt)
    {
        foreach (var (key, value) in map?.Children.AsEnumerable() ?? [])
        {
            if (key is YamlScalarNode { Value: { } name } && isIt(name))
            {
                return ((int)key.Start.Line - 1, Math.Max((int)key.Start.Line - 1, LastLine(value)));
            }
        }

        return null;
    }

    // The end of a block collection lies behind the comments that follow it, so only the ends of scalars and of flow collections count.
    private static int LastLine(YamlNode node) => node switch
    {
        YamlMappingNode { Style: not YamlDotNet.Core.Events.MappingStyle.Flow, Children.Count: > 0 } map =>
            map.Children.Max(m => Math.Max(LastLine(m.Key), LastLine(m.Value))),
        YamlSequenceNode { Style: not YamlDotNet.Core.Events.SequenceStyle.Flow, Children.Count: > 0 } list => list.Children.Max(LastLine),
        YamlScalarNode { Style: ScalarStyle.Literal or ScalarStyle.Folded } => (int)node.End.Line - (node.End.Column <= 1 ? 2 : 1),
        _ => (int)node.End.Line - 1,
    };

    private void Splice(int first, int last, IEnumerable<string> replacement)
    {
        lines = [.. lines.Take(first), .. replacement, .. lines.Skip(last + 1)];
        root = ConfigYaml.Parse(Text, Path);
    }
}
