using System.Collections.Immutable;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Config;

/// <summary>Keys with a path into the value: <c>shop:list[0].name</c>.</summary>
internal static class ConfigPath
{
    /// <exception cref="Failure">The text is no key or no path.</exception>
    public static (ConfigKey Key, ImmutableArray<PropertyPath.Part> Below) Split(string text, string project, bool isPath)
    {
        if (!isPath)
        {
            return (ConfigKey.Parse(text, project), []);
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        try
        {
            var parts = PropertyPath.Parse(text[(colon + 1)..]).Parts;
            return parts[0].Name is { } name ? (ConfigKey.Parse(text[..(colon + 1)] + name, project), parts[1..])
                : throw new Failure($"'{text}' is no configuration key: it begins with an index.");
        }
        catch (FormatException e)
        {
            throw new Failure(e.Message);
        }
    }

    /// <summary>The value at the path; null when there is none.</summary>
    public static ConfigNode? Get(ConfigNode? node, ImmutableArray<PropertyPath.Part> below) => below.IsEmpty ? node : (node, below[0]) switch
    {
        (ConfigNode.Map map, { Name: { } name }) => Get(map.Members.FirstOrDefault(m => m.Key == name).Value, below[1..]),
        (ConfigNode.List list, { Index: { } index }) when index < list.Items.Length => Get(list.Items[index], below[1..]),
        _ => null,
    };

    /// <summary>The whole value with the one at the path set; objects and lists on the way are made.</summary>
    /// <exception cref="Failure">The path does not fit what is there.</exception>
    public static ConfigNode Set(ConfigNode? node, ImmutableArray<PropertyPath.Part> below, ConfigNode value)
    {
        if (below.IsEmpty)
        {
            return value;
        }

        switch (node, below[0])
        {
            case (null or ConfigNode.Map, { Name: { } name }):
                var members = (node as ConfigNode.Map)?.Members ?? [];
                var at = members.IndexOf(members.FirstOrDefault(m => m.Key == name));
                var member = KeyValuePair.Create(name, Set(at < 0 ? null : members[at].Value, below[1..], value));
                return new ConfigNode.Map(at < 0 ? members.Add(member) : members.SetItem(at, member));
            case (null or ConfigNode.List, { Index: { } index }):
                var items = (node as ConfigNode.List)?.Items ?? [];
                return index < items.Length ? new ConfigNode.List(items.SetItem(index, Set(items[index], below[1..], value)))
                    : index == items.Length ? new ConfigNode.List(items.Add(Set(null, below[1..], value)))
                    : throw new Failure($"The list has {items.Length} items, so [{index}] would leave a gap.");
            default:
                var taken = node switch
                {
                    ConfigNode.List => "a list takes an index",
                    ConfigNode.Map => "an object takes a name",
                    _ => "a simple value has nothing inside",
                };
                throw new Failure($"The path does not fit: {taken}.");
        }
    }

    /// <summary>The whole value without the one at the path; null when nothing is left, the same one when there was none.</summary>
    public static ConfigNode? Remove(ConfigNode? node, ImmutableArray<PropertyPath.Part> below)
    {
        if (below.IsEmpty)
        {
            return null;
        }

        switch (node, below[0])
        {
            case (ConfigNode.Map map, { Name: { } name }) when map.Members.Any(m => m.Key == name):
                return new ConfigNode.Map([.. map.Members.Select(m => m.Key != name ? (KeyValuePair<string, ConfigNode>?)m
                    : Remove(m.Value, below[1..]) is { } left ? KeyValuePair.Create(name, left) : null).OfType<KeyValuePair<string, ConfigNode>>()]);
            case (ConfigNode.List list, { Index: { } index }) when index < list.Items.Length:
                return new ConfigNode.List(Remove(list.Items[index], below[1..]) is { } item ? list.Items.SetItem(index, item) : list.Items.RemoveAt(index));
            default:
                return node;
        }
    }
}
