namespace Pulumi;

/// <summary>A fault of one resource: the engine shows the message at that resource.</summary>
/// <param name="hideStack">The message says it all.</param>
public class ResourceException(string message, Resource? resource, bool hideStack = false) : Exception(message)
{
    internal Resource? Resource { get; } = resource;

    internal bool HideStack { get; } = hideStack;
}
