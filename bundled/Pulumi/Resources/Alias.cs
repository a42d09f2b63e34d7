namespace Pulumi;

/// <summary>A former name of a resource, so that renaming or moving it does not replace it.</summary>
/// <remarks>A whole <see cref="Urn"/>, or only what was different: what is left out is as it is now.</remarks>
public sealed class Alias
{
    /// <summary>The whole former URN. Nothing else may be set with it.</summary>
    public string? Urn { get; set; }

    public Input<string>? Name { get; set; }

    public Input<string>? Type { get; set; }

    public Input<string>? Stack { get; set; }

    public Input<string>? Project { get; set; }

    /// <summary>At most one of this, <see cref="ParentUrn"/> and <see cref="NoParent"/>.</summary>
    public Resource? Parent { get; set; }

    public Input<string>? ParentUrn { get; set; }

    /// <summary>It had no parent but the stack.</summary>
    public bool NoParent { get; set; }
}
