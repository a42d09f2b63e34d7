using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A resource that groups others. Its own constructor makes its parts, with itself as their parent.</summary>
public class ComponentResource : Resource
{
    public ComponentResource(string type, string name, ComponentResourceOptions? options = null)
        : this(type, name, null, options)
    {
    }

    /// <param name="remote">The parts are made by a provider, not by this program.</param>
    public ComponentResource(string type, string name, ResourceArgs? args, ComponentResourceOptions? options = null, bool remote = false)
        : this(type, name, args, options, remote, null)
    {
    }

    public ComponentResource(
        string type, string name, ResourceArgs? args, ComponentResourceOptions? options, bool remote, RegisterPackageRequest? registerPackageRequest = null)
        : base(type, name, custom: false, args ?? ResourceArgs.Empty, options ?? new ComponentResourceOptions(), remote, registerPackageRequest)
    {
    }

    /// <summary>Tells the engine that the component is complete, with all its public <see cref="OutputAttribute"/> properties as outputs.</summary>
    protected void RegisterOutputs() =>
        RegisterOutputs(OutputMembers.Of(GetType()).Where(m => m.Property.GetMethod?.IsPublic == true)
            .ToImmutableDictionary(m => m.Name, m => m.Property.GetValue(this)));

    /// <summary>Tells the engine that the component is complete, with these outputs.</summary>
    protected void RegisterOutputs(IDictionary<string, object?> outputs) => RegisterOutputs(Output.Create(outputs));

    /// <inheritdoc cref="RegisterOutputs(IDictionary{string, object})"/>
    protected void RegisterOutputs(Task<IDictionary<string, object?>> outputs) => RegisterOutputs(Output.Create(outputs));

    /// <inheritdoc cref="RegisterOutputs(IDictionary{string, object})"/>
    protected void RegisterOutputs(Output<IDictionary<string, object?>> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        Deployment.Running.RegisterOutputs(this, outputs);
    }
}
