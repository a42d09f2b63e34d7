using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Something that the engine knows by a URN. Constructing it registers it.</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly ImmutableArray<ResourceTransformation> _transformations = [];
    private readonly ConcurrentQueue<Resource> _children = new();

    /// <summary>Registers the resource.</summary>
    /// <param name="custom">A provider manages it; otherwise it only groups others.</param>
    /// <param name="remote">A component whose parts a provider registers.</param>
    /// <exception cref="ArgumentException">Type or name is empty.</exception>
    private protected Resource(
        string type, string name, bool custom, ResourceArgs args, ResourceOptions options, bool remote = false, RegisterPackageRequest? package = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(name);
        _type = type;
        _name = name;
        Own();

        var deployment = Deployment.Running;
        var parent = type == Stack.RootType ? null : options.Parent ?? deployment.Stack;
        Parent = parent;
        try
        {
            _transformations = [.. options.ResourceTransformations, .. parent?._transformations ?? []];
            (args, options) = Transform(args, options);
            options = options.CloneFor(custom);

            options.Parent = parent;
            parent?._children.Enqueue(this);
            options.Protect ??= parent?.IsProtected;
            IsProtected = options.Protect;
            Aliases = [.. options.Aliases];

            Providers = parent?.Providers ?? Providers;
            if (options is ComponentResourceOptions component)
            {
                Providers = Providers.SetItems(component.OwnProviders(this).Select(p => KeyValuePair.Create(p.Package, p)));
            }
            else
            {
                options.Provider ??= parent?.ProviderFor(type);
                Provider = options.Provider;
            }

            IsRemote = remote;
            deployment.ReadOrRegister(new Registration(this, type, name, custom, remote, args, options, package));
        }
        catch (Exception e)
        {
            // Messages about the resource wait for its URN, which will not come.
            UrnSource.SetException(e);
            throw;
        }
    }

    /// <summary>A stand-in for a resource that is registered elsewhere: nothing is sent.</summary>
    private protected Resource(string urn)
    {
        _type = Pulumi.Urn.TypeOf(urn);
        _name = Pulumi.Urn.NameOf(urn);
        Own();
        UrnSource.SetKnown(urn);
    }

    /// <summary>The engine's name of it. Known in previews too.</summary>
    [Output("urn")]
    public Output<string> Urn => UrnSource.Output;

    internal OutputCompletionSource<string> UrnSource { get; } = new();

    /// <summary>Set for what a provider manages.</summary>
    internal virtual OutputCompletionSource<string>? IdSource => null;

    internal Resource? Parent { get; }

    internal bool? IsProtected { get; }

    internal bool IsRemote { get; }

    internal ProviderResource? Provider { get; }

    /// <summary>The providers of a component's parts, by package.</summary>
    internal ImmutableDictionary<string, ProviderResource> Providers { get; } = ImmutableDictionary<string, ProviderResource>.Empty;

    internal ImmutableArray<Input<Alias>> Aliases { get; } = [];

    internal IReadOnlyCollection<Resource> Children => _children;

    public string GetResourceType() => _type;

    public string GetResourceName() => _name;

    /// <summary>The provider that this resource's parts of a type get. Null: the default provider.</summary>
    /// <param name="token">A resource's type or a function's name, <c>package:module:name</c>.</param>
    internal ProviderResource? ProviderFor(string token)
    {
        var package = token.Split(':')[0];
        return Providers.GetValueOrDefault(package) ?? (Provider?.Package == package ? Provider : null);
    }

    private void Own()
    {
        UrnSource.Owner = this;
        IdSource?.Owner = this;
    }

    private (ResourceArgs Args, ResourceOptions Options) Transform(ResourceArgs args, ResourceOptions options)
    {
        var before = options.Parent;
        foreach (var transformation in _transformations)
        {
            if (transformation(new ResourceTransformationArgs(this, args, options)) is { } result)
            {
                if (result.Options.Parent != before)
                {
                    throw new ArgumentException("A transformation may not change the parent of a resource.");
                }

                (args, options) = (result.Args, result.Options);
            }
        }

        return (args, options);
    }
}
