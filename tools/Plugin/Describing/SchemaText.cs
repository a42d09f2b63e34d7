using System.Text.Json.Nodes;

namespace Pinpush.Plugin.Describing;

/// <summary>The package schema of a plugin, made of the descriptions of its resources.</summary>
/// <remarks>Source: github.com/pulumi/pulumi at 1b594989, pkg/codegen/schema/pulumi.json.</remarks>
public static class SchemaText
{
    public static string Of(PluginDescription plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        var types = new JsonObject();
        var resources = new JsonObject();
        foreach (var resource in plugin.Resources)
        {
            Collect(plugin.Package, resource.Inputs, types, isResource: true);
            resources[resource.Token] = new JsonObject
            {
                ["description"] = resource.Inputs.Description,
                ["inputProperties"] = Properties(plugin.Package, resource.Inputs.Members),
                ["requiredInputs"] = Required(resource.Inputs.Members),
                ["properties"] = Properties(plugin.Package, resource.Outputs),
                ["required"] = Required(resource.Outputs),
            };
        }

        var schema = new JsonObject
        {
            ["name"] = plugin.Package,
            ["version"] = plugin.Version,
            ["description"] = plugin.Description,
            ["language"] = Languages(plugin),
            ["config"] = new JsonObject { ["variables"] = Properties(plugin.Package, plugin.Config.Members) },
            ["provider"] = new JsonObject { ["inputProperties"] = Properties(plugin.Package, plugin.Config.Members) },
            ["types"] = types,
            ["resources"] = resources,
        };
        return schema.ToJsonString();
    }

    // Generated classes of a language that does not respect the version ask for a plugin of version 0.0.0.
    private static JsonObject Languages(PluginDescription plugin) => new()
    {
        ["csharp"] = new JsonObject { ["rootNamespace"] = plugin.Namespace, ["respectSchemaVersion"] = true },
        ["go"] = new JsonObject { ["importBasePath"] = $"{plugin.Namespace}/sdk/go/{plugin.Package}".ToLowerInvariant(), ["respectSchemaVersion"] = true },
        ["nodejs"] = new JsonObject { ["respectSchemaVersion"] = true },
        ["python"] = new JsonObject { ["respectSchemaVersion"] = true },
    };

    private static string Token(string package, string name) => $"{package}:index:{name}";

    private static void Collect(string package, Shape shape, JsonObject types, bool isResource)
    {
        switch (shape)
        {
            case Shape.Group group:
                if (!isResource)
                {
                    types[Token(package, group.Name)] = new JsonObject
                    {
                        ["description"] = group.Description,
                        ["type"] = "object",
                        ["properties"] = Properties(package, group.Members),
                        ["required"] = Required(group.Members),
                    };
                }

                foreach (var member in group.Members)
                {
                    Collect(package, member.Shape, types, isResource: false);
                }

                break;
            case Shape.ListOf list:
                Collect(package, list.Item, types, isResource: false);
                break;
            case Shape.MapOf map:
                Collect(package, map.Value, types, isResource: false);
                break;
        }
    }

    private static JsonObject Properties(string package, IReadOnlyList<Member> members) => new(members.Select(m =>
    {
        var property = Type(package, m.Shape);
        property["description"] = m.Shape is Shape.Text { Words: { } words } ? $"{m.Description} One of {string.Join(", ", words)}." : m.Description;
        if (m.Replaces)
        {
            property["willReplaceOnChanges"] = true;
        }

        if (m.IsSecret)
        {
            property["secret"] = true;
        }

        return KeyValuePair.Create(m.Name, (JsonNode?)property);
    }));

    private static JsonArray Required(IReadOnlyList<Member> members) => new([.. members.Where(m => m.IsRequired).Select(m => (JsonNode)m.Name)]);

    private static JsonObject Type(string package, Shape shape) => shape switch
    {
        Shape.Whole => new() { ["type"] = "integer" },
        Shape.Flag => new() { ["type"] = "boolean" },
        Shape.ListOf list => new() { ["type"] = "array", ["items"] = Type(package, list.Item) },
        Shape.MapOf map => new() { ["type"] = "object", ["additionalProperties"] = Type(package, map.Value) },
        Shape.Group group => new() { ["$ref"] = $"#/types/{Token(package, group.Name)}" },
        _ => new() { ["type"] = "string" },
    };
}
