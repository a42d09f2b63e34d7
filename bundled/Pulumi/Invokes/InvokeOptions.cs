namespace Pulumi;

/// <summary>Where a provider's function runs.</summary>
public class InvokeOptions
{
    /// <summary>Its provider is used when no other is named.</summary>
    public Resource? Parent { get; set; }

    public ProviderResource? Provider { get; set; }

    public string? Version { get; set; }

    public string? PluginDownloadURL { get; set; }
}

/// <summary>As <see cref="InvokeOptions"/>, for a call that waits for resources.</summary>
public class InvokeOutputOptions : InvokeOptions
{
    /// <summary>In a preview, one that is still to be created makes the result unknown.</summary>
    public InputList<Resource> DependsOn { get => field ??= []; set; }
}

/// <summary>Where a resource's method runs.</summary>
public class CallOptions
{
    public Resource? Parent { get; set; }

    public ProviderResource? Provider { get; set; }

    public string? Version { get; set; }

    public string? PluginDownloadURL { get; set; }
}
