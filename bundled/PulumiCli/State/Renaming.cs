using System.Collections.Immutable;

namespace Pinpush.PulumiCli.State;

/// <summary>After an alias matched, references to the old URN become references to the new one.</summary>
internal static class Renaming
{
    public static ResourceState Apply(ResourceState resource, IReadOnlyDictionary<string, string> renames)
    {
        if (!resource.References().Any(renames.ContainsKey))
        {
            return resource;
        }

        string New(string urn) => renames.GetValueOrDefault(urn, urn);
        ImmutableArray<string> All(ImmutableArray<string> urns) => [.. urns.Select(New)];
        return resource with
        {
            Parent = resource.Parent is { } parent ? New(parent) : null,
            DeletedWith = resource.DeletedWith is { } with ? New(with) : null,
            Dependencies = All(resource.Dependencies),
            ReplaceWith = All(resource.ReplaceWith),
            Provider = resource.Provider is { } provider && ProviderReference.Parse(provider) is var reference
                ? (reference with { Urn = New(reference.Urn) }).ToString() : null,
            PropertyDependencies = ResourceState.NoPropertyDependencies.AddRange(resource.PropertyDependencies
                .Select(p => KeyValuePair.Create(p.Key, All(p.Value)))),
        };
    }
}
