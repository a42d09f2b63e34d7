namespace Pinpush.PulumiCli.Values;

/// <summary>Making and asking property maps. Their keys are sorted ordinally, as they travel on the wire.</summary>
internal static class PropertyMaps
{
    public static PropertyMap Empty { get; } = PropertyMap.Empty.WithComparers(StringComparer.Ordinal);

    public static PropertyMap ToMap(this IEnumerable<KeyValuePair<string, PropertyValue>> members) => Empty.AddRange(members);

    public static PropertyMap WithoutSecrets(this PropertyMap map) =>
        map.Select(m => KeyValuePair.Create(m.Key, m.Value.WithoutSecrets())).ToMap();

    public static bool HasUnknowns(this PropertyMap map) => map.Values.Any(v => v.HasUnknowns());

    /// <summary>The text of a member, seen through a secret mark; null when it is absent or no text.</summary>
    public static string? TextOf(this PropertyMap map, string key) =>
        map.TryGetValue(key, out var value) && value.Bare() is PropertyValue.Text text ? text.Value : null;

    /// <summary>Marks what the engine itself must keep secret after a step.</summary>
    /// <remarks>
    /// 1. Each output named in <paramref name="additional"/>. 2. Each top-level output whose same-named input is a secret.
    /// 3. When the provider answers without marks, each nested output at a place where the input has a secret.
    /// Source: Pulumi engine, annotation of outputs after create, update and read.
    /// </remarks>
    public static PropertyMap Annotated(this PropertyMap outputs, PropertyMap inputs, IEnumerable<string> additional)
    {
        foreach (var (key, input) in inputs)
        {
            if (outputs.TryGetValue(key, out var output))
            {
                outputs = outputs.SetItem(key, MarkAlike(output, input));
            }
        }

        foreach (var key in additional)
        {
            if (outputs.TryGetValue(key, out var output))
            {
                outputs = outputs.SetItem(key, output.AsSecret());
            }
        }

        return outputs;
    }

    /// <summary>The map with the secret marks that another one has at the same places.</summary>
    public static PropertyMap MarkedAs(this PropertyMap map, PropertyMap model) =>
        ((PropertyValue.Map)MarkAlike(new PropertyValue.Map(map), new PropertyValue.Map(model))).Members; // a map stays a map

    private static PropertyValue MarkAlike(PropertyValue value, PropertyValue model) => (value, model) switch
    {
        (_, PropertyValue.Secret) => value.AsSecret(),
        (PropertyValue.Map map, PropertyValue.Map like) => new PropertyValue.Map(map.Members
            .Select(m => KeyValuePair.Create(m.Key, like.Members.TryGetValue(m.Key, out var inner) ? MarkAlike(m.Value, inner) : m.Value)).ToMap()),
        (PropertyValue.List list, PropertyValue.List like) => new PropertyValue.List(
            [.. list.Items.Select((item, i) => i < like.Items.Length ? MarkAlike(item, like.Items[i]) : item)]),
        _ => value,
    };
}
