namespace Pulumi;

/// <summary>A resource of which only the URN is known: it came over the wire.</summary>
internal sealed class DependencyResource : CustomResource
{
    public DependencyResource(string urn)
        : base(urn) => IdSource.SetDefault(isKnown: false);
}
