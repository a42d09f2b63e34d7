using System.Collections.Immutable;
using Pulumirpc;

namespace Pulumi;

/// <summary>Writes a resource's former names: as what was different to an engine that understands it, else as whole URNs.</summary>
internal static class AliasRequests
{
    public static async Task AddAsync(Deployment deployment, Registration registration, RegisterResourceRequest request)
    {
        var resource = registration.Resource;
        if (await deployment.Monitor.SupportsAsync("aliasSpecs").ConfigureAwait(false))
        {
            foreach (var input in registration.Options.Aliases)
            {
                request.Aliases.Add(await SpecAsync(await ValueAsync(input).ConfigureAwait(false), resource).ConfigureAwait(false));
            }
        }
        else
        {
            request.AliasURNs.Add(await UrnsAsync(deployment, resource, registration.Options.Aliases).ConfigureAwait(false));
        }
    }

    private static async Task<Pulumirpc.Alias> SpecAsync(Alias alias, Resource resource)
    {
        Check(alias, resource);
        if (alias.Urn is { } urn)
        {
            return new Pulumirpc.Alias { Urn = urn };
        }

        var spec = new Pulumirpc.Alias.Types.Spec
        {
            Name = await TextAsync(alias.Name).ConfigureAwait(false) ?? "",
            Type = await TextAsync(alias.Type).ConfigureAwait(false) ?? "",
            Stack = await TextAsync(alias.Stack).ConfigureAwait(false) ?? "",
            Project = await TextAsync(alias.Project).ConfigureAwait(false) ?? "",
        };
        if (alias.NoParent)
        {
            spec.NoParent = true;
        }
        else if (await ParentAsync(alias).ConfigureAwait(false) is { } parent)
        {
            spec.ParentUrn = parent;
        }

        return new Pulumirpc.Alias { Spec = spec };
    }

    /// <summary>The resource's own former URNs, and those that it had below each former URN of its parent.</summary>
    private static async Task<ImmutableArray<string>> UrnsAsync(Deployment deployment, Resource resource, IEnumerable<Input<Alias>> aliases)
    {
        var urns = ImmutableArray.CreateBuilder<string>();
        foreach (var input in aliases)
        {
            urns.Add(await UrnAsync(deployment, await ValueAsync(input).ConfigureAwait(false), resource).ConfigureAwait(false));
        }

        if (resource.Parent is { } parent and not Stack)
        {
            (string Name, string Type)[] names =
                [(resource.GetResourceName(), resource.GetResourceType()), .. urns.Select(u => (Urn.NameOf(u), Urn.TypeOf(u)))];
            foreach (var above in await UrnsAsync(deployment, parent, parent.Aliases).ConfigureAwait(false))
            {
                urns.AddRange(names.Select(n => Below(deployment, n.Name, n.Type, parent.GetResourceName(), above)));
            }
        }

        return [.. urns.Distinct()];
    }

    // A name that starts with the parent's was most likely made from it.
    private static string Below(Deployment deployment, string name, string type, string parentName, string parentAlias) => Urn.Text(
        name.StartsWith(parentName, StringComparison.Ordinal) ? Urn.NameOf(parentAlias) + name[parentName.Length..] : name,
        type,
        parentAlias,
        deployment.Surroundings.Project,
        deployment.Surroundings.Stack);

    private static async Task<string> UrnAsync(Deployment deployment, Alias alias, Resource resource)
    {
        Check(alias, resource);
        if (alias.Urn is { } urn)
        {
            return urn;
        }

        var parent = alias.NoParent ? ""
            : await ParentAsync(alias).ConfigureAwait(false)
            ?? (resource.Parent is { } current ? (await current.Urn.DataTask.ConfigureAwait(false)).Value : "");
        return Urn.Text(
            await TextAsync(alias.Name).ConfigureAwait(false) ?? resource.GetResourceName(),
            await TextAsync(alias.Type).ConfigureAwait(false) ?? resource.GetResourceType(),
            parent,
            await TextAsync(alias.Project).ConfigureAwait(false) ?? deployment.Surroundings.Project,
            await TextAsync(alias.Stack).ConfigureAwait(false) ?? deployment.Surroundings.Stack);
    }

    private static async Task<string?> ParentAsync(Alias alias) =>
        alias.Parent is { } parent ? (await parent.Urn.DataTask.ConfigureAwait(false)).Value : await TextAsync(alias.ParentUrn).ConfigureAwait(false);

    private static async Task<Alias> ValueAsync(Input<Alias> input) =>
        (await input.ToOutput().DataTask.ConfigureAwait(false)).Value ?? throw new InvalidOperationException("An alias is null or not known.");

    private static async Task<string?> TextAsync(Input<string>? input) =>
        input is null ? null : (await input.ToOutput().DataTask.ConfigureAwait(false)).Value;

    private static void Check(Alias alias, Resource resource)
    {
        if ((alias.Parent is null ? 0 : 1) + (alias.ParentUrn is null ? 0 : 1) + (alias.NoParent ? 1 : 0) > 1)
        {
            throw new ResourceException("An alias takes at most one of Parent, ParentUrn and NoParent.", resource);
        }
    }
}
