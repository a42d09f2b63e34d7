namespace Pulumi;

/// <summary>How the engine is to treat a resource, whatever its type.</summary>
public abstract class ResourceOptions
{
    /// <summary>Reads an existing resource with this id instead of creating one.</summary>
    public Input<string>? Id { get; set; }

    /// <summary>The resource that this one belongs to: the stack, when null.</summary>
    public Resource? Parent { get; set; }

    /// <summary>Further resources that have to be there first. A component stands for all its parts.</summary>
    public InputList<Resource> DependsOn { get => field ??= []; set; }

    /// <summary>Refuses deletion. Null: as the parent.</summary>
    public bool? Protect { get; set; }

    /// <summary>Paths of inputs whose changes do not count.</summary>
    public List<string> IgnoreChanges { get => field ??= []; set; }

    /// <summary>Paths of inputs whose changes replace the resource; <c>*</c> for every one.</summary>
    public List<string> ReplaceOnChanges { get => field ??= []; set; }

    /// <summary>Paths of properties that are not shown in differences.</summary>
    public List<string> HideDiffs { get => field ??= []; set; }

    /// <summary>The version of the provider's plugin.</summary>
    public string? Version { get; set; }

    public ProviderResource? Provider { get; set; }

    public CustomTimeouts? CustomTimeouts { get; set; }

    public List<ResourceTransformation> ResourceTransformations { get => field ??= []; set; }

    public List<Input<Alias>> Aliases { get => field ??= []; set; }

    /// <summary>Takes the state of the resource with this URN instead of registering one.</summary>
    public string? Urn { get; set; }

    public string? PluginDownloadURL { get; set; }

    /// <summary>Deleting it only forgets it. Null: as the parent.</summary>
    public bool? RetainOnDelete { get; set; }

    /// <summary>When that resource goes, this one is gone too and need not be deleted.</summary>
    public Resource? DeletedWith { get; set; }

    /// <summary>When one of these is replaced, this one is as well.</summary>
    public InputList<Resource> ReplaceWith { get => field ??= []; set; }

    /// <summary>When this value changes, the resource is replaced.</summary>
    public Input<object>? ReplacementTrigger { get; set; }

    /// <summary>A copy that is either the custom or the component kind, whatever was given.</summary>
    internal ResourceOptions CloneFor(bool custom)
    {
        ResourceOptions clone = custom ? new CustomResourceOptions() : new ComponentResourceOptions();
        clone.TakeOver(this);
        return clone;
    }

    /// <summary>Adds the other's lists to this one's; of single values the other's win when they are set.</summary>
    internal virtual void TakeOver(ResourceOptions other)
    {
        Id = other.Id ?? Id;
        Parent = other.Parent ?? Parent;
        Protect = other.Protect ?? Protect;
        Version = other.Version ?? Version;
        Provider = other.Provider ?? Provider;
        CustomTimeouts = other.CustomTimeouts ?? CustomTimeouts;
        Urn = other.Urn ?? Urn;
        PluginDownloadURL = other.PluginDownloadURL ?? PluginDownloadURL;
        RetainOnDelete = other.RetainOnDelete ?? RetainOnDelete;
        DeletedWith = other.DeletedWith ?? DeletedWith;
        ReplacementTrigger = other.ReplacementTrigger ?? ReplacementTrigger;

        DependsOn = DependsOn.Concat(other.DependsOn);
        ReplaceWith = ReplaceWith.Concat(other.ReplaceWith);
        IgnoreChanges = [.. IgnoreChanges, .. other.IgnoreChanges];
        ReplaceOnChanges = [.. ReplaceOnChanges, .. other.ReplaceOnChanges];
        HideDiffs = [.. HideDiffs, .. other.HideDiffs];
        ResourceTransformations = [.. ResourceTransformations, .. other.ResourceTransformations];
        Aliases = [.. Aliases, .. other.Aliases];
    }
}
