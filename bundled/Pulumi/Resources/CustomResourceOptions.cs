namespace Pulumi;

/// <summary>How the engine is to treat a resource that a provider manages.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    /// <summary>Null: the provider decides.</summary>
    public bool? DeleteBeforeReplace { get; set; }

    /// <summary>Outputs that are secret although nothing else says so.</summary>
    public List<string> AdditionalSecretOutputs { get => field ??= []; set; }

    /// <summary>Takes an existing resource with this id under management. Its state has to match the arguments.</summary>
    public string? ImportId { get; set; }

    /// <summary>Of a provider: environment variables that it gets under other names.</summary>
    public Dictionary<string, string> EnvVarMappings { get => field ??= []; set; }

    /// <summary>Lists of both; of single values the second's win when they are set. Neither argument is changed.</summary>
    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var merged = new CustomResourceOptions();
        foreach (var options in new[] { options1, options2 })
        {
            if (options is not null)
            {
                merged.TakeOver(options);
            }
        }

        return merged;
    }

    internal override void TakeOver(ResourceOptions other)
    {
        base.TakeOver(other);
        if (other is CustomResourceOptions custom)
        {
            DeleteBeforeReplace = custom.DeleteBeforeReplace ?? DeleteBeforeReplace;
            ImportId = custom.ImportId ?? ImportId;
            AdditionalSecretOutputs = [.. AdditionalSecretOutputs, .. custom.AdditionalSecretOutputs];
            foreach (var (name, alias) in custom.EnvVarMappings)
            {
                EnvVarMappings[name] = alias;
            }
        }
    }
}
