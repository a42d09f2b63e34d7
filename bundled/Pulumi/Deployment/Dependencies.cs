using System.Collections.Immutable;

namespace Pulumi;

/// <summary>From the resources that a program names to those that the engine has to wait for.</summary>
internal static class Dependencies
{
    /// <summary>The URNs in ordinal order. A component of this program stands for all its parts, since itself it is done at once.</summary>
    /// <param name="except">The resource that depends: a part of a component that depends on the component must not wait for itself.</param>
    public static async Task<ImmutableSortedSet<string>> UrnsAsync(IEnumerable<Resource> resources, Resource? except = null)
    {
        var real = new HashSet<Resource>();
        var seen = new HashSet<Resource>();
        foreach (var resource in resources)
        {
            Expand(resource, real, seen);
        }

        if (except is not null)
        {
            real.Remove(except);
        }

        var urns = await Task.WhenAll(real.Select(r => r.Urn.DataTask)).ConfigureAwait(false);
        return urns.Where(u => u.IsKnown).Select(u => u.Value).ToImmutableSortedSet(StringComparer.Ordinal);
    }

    public static async Task<HashSet<Resource>> OfAsync(InputList<Resource> list)
    {
        var resources = new HashSet<Resource>();
        var data = await list.ToOutput().DataTask.ConfigureAwait(false);
        resources.UnionWith(data.Resources);
        if (data.IsKnown)
        {
            resources.UnionWith(data.Value.Where(r => r is not null));
        }

        return resources;
    }

    private static void Expand(Resource resource, HashSet<Resource> real, HashSet<Resource> seen)
    {
        if (!seen.Add(resource))
        {
            return;
        }

        if (resource is CustomResource || resource.IsRemote)
        {
            real.Add(resource);
            return;
        }

        foreach (var child in resource.Children)
        {
            Expand(child, real, seen);
        }
    }
}
