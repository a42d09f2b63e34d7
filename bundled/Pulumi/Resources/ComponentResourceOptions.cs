namespace Pulumi;

/// <summary>How the engine is to treat a component and its parts.</summary>
public sealed class ComponentResourceOptions : ResourceOptions
{
    /// <summary>The providers of its parts, at most one for each package.</summary>
    public List<ProviderResource> Providers { get => field ??= []; set; }

    /// <summary>Lists of both, providers by package; of single values the second's win when they are set. Neither argument is changed.</summary>
    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var merged = new ComponentResourceOptions();
        foreach (var options in new[] { options1, options2 })
        {
            if (options is not null)
            {
                merged.TakeOver(options);
            }
        }

        if (merged is { Provider: { } single, Providers.Count: > 0 })
        {
            merged.Provider = null;
            merged.Providers = ByPackage([.. merged.Providers, single]);
        }

        return merged;
    }

    /// <summary>The providers that it was given itself.</summary>
    /// <exception cref="ResourceException">Both <c>Provider</c> and <c>Providers</c> are set.</exception>
    internal IReadOnlyCollection<ProviderResource> OwnProviders(Resource resource) => Provider switch
    {
        null => Providers,
        var provider when Providers.Count == 0 => [provider],
        _ => throw new ResourceException("Set either Provider or Providers on a component, not both.", resource),
    };

    internal override void TakeOver(ResourceOptions other)
    {
        base.TakeOver(other);
        if (other is ComponentResourceOptions component)
        {
            Providers = ByPackage([.. Providers, .. component.Providers]);
        }
    }

    private static List<ProviderResource> ByPackage(IEnumerable<ProviderResource> providers) =>
        [.. providers.GroupBy(p => p.Package).Select(g => g.Last())];
}
