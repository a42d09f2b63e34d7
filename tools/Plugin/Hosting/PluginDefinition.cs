using System.Text.Json.Nodes;
using Pinpush.Plugin.Describing;

namespace Pinpush.Plugin.Hosting;

/// <summary>All that makes one plugin different from another.</summary>
public abstract class PluginDefinition
{
    public abstract PluginDescription Description { get; }

    public abstract IReadOnlyList<ResourceKind> Kinds { get; }

    /// <summary>Rules of the settings beyond their shape.</summary>
    public abstract void CheckConfig(JsonObject config, ICollection<Fault> faults);

    /// <summary>Opens what the calls are made with, and takes over what the kinds need to know.</summary>
    /// <param name="config">Without a fault.</param>
    /// <exception cref="RefusedException">No connection can be made with these settings.</exception>
    public abstract PluginConnection Configure(JsonObject config);
}
