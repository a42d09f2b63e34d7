using System.Collections.Immutable;

namespace Pinpush.PulumiCli.Values;

/// <summary>Reading and resetting the places that a path names. Maps are immutable: an edit returns a new one.</summary>
internal static class PropertyPathEdits
{
    /// <summary>The value at the path; null when there is none. <c>*</c> finds nothing here.</summary>
    public static PropertyValue? Find(this PropertyMap map, PropertyPath path)
    {
        PropertyValue? value = new PropertyValue.Map(map);
        foreach (var part in path.Parts)
        {
            value = value is null ? null : Child(value.Bare(), part);
        }

        return value;
    }

    /// <summary>Sets each place that the path names back to what <paramref name="olds"/> has there; what the olds lack is removed.</summary>
    /// <returns>False when the container of a place is gone or new, so that nothing could be set back.</returns>
    public static bool TryReset(ref PropertyMap news, PropertyMap olds, PropertyPath path)
    {
        var done = Reset(new PropertyValue.Map(news), new PropertyValue.Map(olds), path.Parts.AsSpan(), out var result);
        news = ((PropertyValue.Map)result!).Members; // a map stays a map
        return done;
    }

    // Result null: the member has to go.
    private static bool Reset(PropertyValue? target, PropertyValue? old, ReadOnlySpan<PropertyPath.Part> parts, out PropertyValue? result)
    {
        if (parts.IsEmpty)
        {
            result = old;
            return true;
        }

        result = target;
        if (target is PropertyValue.Secret || old is PropertyValue.Secret)
        {
            var inside = Reset(target?.Bare(), old?.Bare(), parts, out var bare);
            result = target is PropertyValue.Secret ? bare?.AsSecret() : bare;
            return inside;
        }

        var part = parts[0];
        switch (target, old)
        {
            case (PropertyValue.Map map, PropertyValue.Map oldMap) when part.Name is not null:
                var (members, done) = (map.Members, true);
                foreach (var name in part.IsAny ? map.Members.Keys.Union(oldMap.Members.Keys).ToList() : [part.Name])
                {
                    done &= Reset(map.Members.GetValueOrDefault(name), oldMap.Members.GetValueOrDefault(name), parts[1..], out var member);
                    members = member is null ? members.Remove(name) : members.SetItem(name, member);
                }

                result = new PropertyValue.Map(members);
                return done;
            case (PropertyValue.List list, PropertyValue.List oldList) when part.IsAny && parts.Length == 1:
                result = oldList;
                return true;
            case (PropertyValue.List list, PropertyValue.List oldList) when part.IsAny || part.Index < Math.Min(list.Items.Length, oldList.Items.Length):
                var (items, all) = (list.Items.ToBuilder(), !part.IsAny || list.Items.Length == oldList.Items.Length);
                for (var i = 0; i < Math.Min(items.Count, oldList.Items.Length); i++)
                {
                    if (part.IsAny || part.Index == i)
                    {
                        all &= Reset(items[i], oldList.Items[i], parts[1..], out var item);
                        items[i] = item ?? PropertyValue.None;
                    }
                }

                result = new PropertyValue.List(items.ToImmutable());
                return all;
            case (null, null):
                return true; // neither side has it: nothing differs
            default:
                return false;
        }
    }

    private static PropertyValue? Child(PropertyValue value, PropertyPath.Part part) => value switch
    {
        PropertyValue.Map map when part.Name is not null => map.Members.GetValueOrDefault(part.Name),
        PropertyValue.List list when part.Index is { } index && index < list.Items.Length => list.Items[index],
        _ => null,
    };
}
