namespace Pulumi;

/// <summary>What a program may ask of the run that it is part of.</summary>
public sealed partial class DeploymentInstance
{
    private readonly Deployment _deployment;

    internal DeploymentInstance(Deployment deployment) => _deployment = deployment;

    /// <summary>Whether this is a preview: nothing will be changed, and some outputs stay unknown.</summary>
    public bool IsDryRun => _deployment.Surroundings.IsDryRun;

    public string ProjectName => _deployment.Surroundings.Project;

    /// <summary>Without the organization.</summary>
    public string StackName => _deployment.Surroundings.Stack;

    public string OrganizationName => _deployment.Surroundings.Organization;

    /// <summary>The folder of Pulumi.yaml.</summary>
    /// <exception cref="InvalidOperationException">The engine did not say.</exception>
    public string RootDirectory => _deployment.Surroundings.Root is { Length: > 0 } root
        ? root
        : throw new InvalidOperationException("The engine did not say which folder the project lies in: take a newer one.");
}
