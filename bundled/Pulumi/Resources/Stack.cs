using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Options of the stack.</summary>
public class StackOptions
{
    /// <summary>Applied to every resource of the stack, after those of its parents.</summary>
    public List<ResourceTransformation> ResourceTransformations { get => field ??= []; set; }
}

/// <summary>The root of all resources of a run. A program derives from it, declares resources in the constructor and assigns the outputs.</summary>
public class Stack : ComponentResource
{
    internal const string RootType = "pulumi:pulumi:Stack";

    public Stack(StackOptions? options = null)
        : base(RootType, $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}", Convert(options)) => Deployment.Running.Stack = this;

    /// <summary>Registers the outputs of a derived class.</summary>
    /// <exception cref="RunException">An output was not assigned, or is no <see cref="Output{T}"/>.</exception>
    internal void RegisterDeclaredOutputs()
    {
        var members = OutputMembers.Of(GetType());
        if (members.Where(m => m.ValueType is null).Select(m => m.Name).ToList() is { Count: > 0 } wrong)
        {
            throw RunException.OutputsHaveIncorrectType(wrong);
        }

        var values = members.ToImmutableDictionary(m => m.Name, m => m.Property.GetValue(this));
        if (values.Where(v => v.Value is null).Select(v => v.Key).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
        {
            throw new RunException(
                $"Output(s) '{string.Join(", ", missing)}' have no value assigned. [Output] attributed properties must be assigned inside Stack constructor.");
        }

        RegisterOutputs(values);
    }

    /// <summary>Registers what a program without a class of its own returned.</summary>
    internal void RegisterReturnedOutputs(IDictionary<string, object?> outputs) => RegisterOutputs(outputs);

    private static ComponentResourceOptions Convert(StackOptions? options) =>
        new() { ResourceTransformations = options?.ResourceTransformations ?? [] };
}
