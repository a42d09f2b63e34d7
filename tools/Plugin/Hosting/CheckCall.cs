using System.Text.Json.Nodes;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Values;

namespace Pinpush.Plugin.Hosting;

/// <summary>Inputs to be judged.</summary>
/// <param name="Name">The resource's name in the program.</param>
/// <param name="Old">The inputs that it has; empty for a new resource.</param>
/// <param name="New">What the program gives; the judge may add to it.</param>
/// <param name="Naming">How to name a resource that the program does not name.</param>
/// <param name="Faults">Every fault found.</param>
/// <param name="Connection">Tells who will be called; null while the provider's settings are not known.</param>
public sealed record CheckCall(
    string Name, PropertyBag Old, JsonObject New, AutoNaming Naming, ICollection<Fault> Faults, PluginConnection? Connection)
{
    public void Fault(string path, string reason) => Faults.Add(new(path, reason));
}
