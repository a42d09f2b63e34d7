namespace Pulumi.Aws.Generator;

/// <summary>The model's types in C#.</summary>
internal static class Types
{
    /// <param name="suffix">Of nested classes: <c>Args</c>, or <c>GetArgs</c> within the state of a look-up.</param>
    public static string Input(string type, string suffix) => type[0] switch
    {
        '[' => $"global::Pulumi.InputList<{Plain(type.Substring(2), "Inputs", suffix)}>",
        '{' => $"global::Pulumi.InputMap<{Plain(type.Substring(2), "Inputs", suffix)}>",
        _ => $"global::Pulumi.Input<{Plain(type, "Inputs", suffix)}>",
    };

    public static string Value(string type) => type[0] switch
    {
        '[' => $"global::System.Collections.Immutable.ImmutableArray<{Plain(type.Substring(2), "Outputs", "")}>",
        '{' => $"global::System.Collections.Immutable.ImmutableDictionary<string, {Plain(type.Substring(2), "Outputs", "")}>",
        _ => Plain(type, "Outputs", ""),
    };

    private static string Plain(string type, string folder, string suffix)
    {
        if (type is "string" or "int" or "bool")
        {
            return type;
        }

        var path = type.Split('.');
        return path.Length == 1 ? $"global::Pulumi.Aws.{folder}.{path[0]}{suffix}" : $"global::Pulumi.Aws.{path[0]}.{folder}.{path[1]}{suffix}";
    }
}
