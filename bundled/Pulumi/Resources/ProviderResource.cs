using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A provider with settings of its own, to be named in the options of resources.</summary>
public class ProviderResource : CustomResource
{
    private const string Prefix = "pulumi:providers:";

    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
        : this(package, name, args, options, null)
    {
    }

    public ProviderResource(
        string package, string name, ResourceArgs args, CustomResourceOptions? options = null, RegisterPackageRequest? registerPackageRequest = null)
        : base(Prefix + package, name, args, options, registerPackageRequest)
    {
    }

    // Read while the base constructor still runs.
    internal string Package => GetResourceType()[Prefix.Length..];

    /// <summary>How requests name the provider: <c>{urn}::{id}</c>. The id of a new one is unknown in a preview.</summary>
    internal async Task<string> ReferenceAsync()
    {
        var urn = await Urn.DataTask.ConfigureAwait(false);
        var id = await Id.DataTask.ConfigureAwait(false);
        return $"{urn.Value}::{(id is { IsKnown: true, Value.Length: > 0 } ? id.Value : Signatures.Unknown)}";
    }
}
