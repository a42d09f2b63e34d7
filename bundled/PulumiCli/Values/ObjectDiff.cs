namespace Pinpush.PulumiCli.Values;

/// <summary>What differs between two maps, down to the smallest place. Secret marks make no difference; keys with <c>__</c> are the engine's own.</summary>
internal static class ObjectDiff
{
    /// <summary>Every changed place, in the order of the keys.</summary>
    public static List<PropertyChange> Compare(PropertyMap olds, PropertyMap news)
    {
        List<PropertyChange> changes = [];
        Members(null, olds, news, changes);
        return changes;
    }

    private static void Members(PropertyPath? at, PropertyMap olds, PropertyMap news, List<PropertyChange> changes)
    {
        foreach (var key in olds.Keys.Union(news.Keys).Where(k => at is not null || !k.StartsWith("__", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            Value(Then(at, new PropertyPath.Part(key, null)), olds.GetValueOrDefault(key), news.GetValueOrDefault(key), changes);
        }
    }

    private static void Value(PropertyPath at, PropertyValue? old, PropertyValue? value, List<PropertyChange> changes)
    {
        switch (old?.Bare(), value?.Bare())
        {
            case (null, null):
                break;
            case (null, _):
                changes.Add(new PropertyChange(at, ChangeKind.Add));
                break;
            case (_, null):
                changes.Add(new PropertyChange(at, ChangeKind.Delete));
                break;
            case (PropertyValue.Map a, PropertyValue.Map b):
                Members(at, a.Members, b.Members, changes);
                break;
            case (PropertyValue.List a, PropertyValue.List b):
                for (var i = 0; i < Math.Max(a.Items.Length, b.Items.Length); i++)
                {
                    Value(at.Then(new PropertyPath.Part(null, i)), i < a.Items.Length ? a.Items[i] : null, i < b.Items.Length ? b.Items[i] : null, changes);
                }

                break;
            case ({ } a, { } b) when !PropertyEquality.Same(a, b):
                changes.Add(new PropertyChange(at, ChangeKind.Update));
                break;
        }
    }

    private static PropertyPath Then(PropertyPath? at, PropertyPath.Part part) => at is null ? new PropertyPath([part]) : at.Then(part);
}
