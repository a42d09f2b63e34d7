namespace Pulumi.Testing;

/// <summary>What a program under test is told of its run. Null stands for the default.</summary>
public class TestOptions
{
    /// <summary>Default <c>project</c>.</summary>
    public string? ProjectName { get; set; }

    /// <summary>Default <c>stack</c>.</summary>
    public string? StackName { get; set; }

    /// <summary>Default <c>organization</c>.</summary>
    public string? OrganizationName { get; set; }

    /// <summary>Default true: outputs that the mocks leave out are unknown then, and no callback runs on them.</summary>
    public bool? IsPreview { get; set; }

    public string? RootDirectory { get; set; }
}
