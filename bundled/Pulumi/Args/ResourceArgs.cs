namespace Pulumi;

/// <summary>What a resource is to be like: the inputs of its registration.</summary>
public abstract class ResourceArgs : InputArgs
{
    public static readonly ResourceArgs Empty = new NoArgs();

    private sealed class NoArgs : ResourceArgs;
}
