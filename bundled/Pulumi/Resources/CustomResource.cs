using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A resource that a provider creates, reads, updates and deletes.</summary>
public class CustomResource : Resource
{
    // Initialised before the base constructor runs, which registers.
    private readonly OutputCompletionSource<string> _id = new();

    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null)
        : this(type, name, args, options, null)
    {
    }

    public CustomResource(
        string type, string name, ResourceArgs? args, CustomResourceOptions? options = null, RegisterPackageRequest? registerPackageRequest = null)
        : base(type, name, custom: true, args ?? ResourceArgs.Empty, options ?? new CustomResourceOptions(), package: registerPackageRequest)
    {
    }

    private protected CustomResource(string urn)
        : base(urn)
    {
    }

    /// <summary>The provider's name of it. Not known before it is created.</summary>
    [Output("id")]
    public Output<string> Id => _id.Output;

    internal override OutputCompletionSource<string> IdSource => _id;
}
