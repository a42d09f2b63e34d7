using System.Text.Json.Nodes;
using Pinpush.Plugin.Connecting;
using Pinpush.Plugin.Describing;

namespace Pinpush.Plugin.Hosting;

/// <summary>All that makes one plugin different from another.</summary>
public abstract class PluginDefinition
{
    public abstract PluginDescription Description { get; }

    public abstract IReadOnlyList<ResourceKind> Kinds { get; }

    /// <summary>Where to connect, by the provider's settings.</summary>
    /// <returns>Null when there are faults.</returns>
    public abstract ConnectionSettings? Connect(JsonObject config, out IReadOnlyList<string> faults);

    /// <summary>Rules of the settings beyond their shape.</summary>
    public virtual void CheckConfig(JsonObject config, ICollection<Fault> faults)
    {
    }

    /// <summary>Settings that the kinds need.</summary>
    public virtual void Configure(JsonObject config)
    {
    }
}
