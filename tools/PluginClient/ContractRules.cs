using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;

namespace Pinpush.PluginClient;

/// <summary>Holds a program's properties to the rules of the contract, which judge the request that is made of them.</summary>
/// <remarks>
/// What is not known yet or at fault already is not judged. What only a pinpush server does not serve is at fault where the provider is known to call one;
/// AWS serves it, and in a preview that does not know the provider's settings nobody can tell.
/// </remarks>
public static class ContractRules
{
    /// <summary>Whether what is sent can be judged as a whole: all of it is known, and nothing is at fault yet.</summary>
    public static bool IsKnown(CheckCall call, params IEnumerable<string> properties)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.Faults.Count == 0 && !properties.Any(p => Json.HasUnknown(call.New[p]));
    }

    /// <param name="type">The request.</param>
    /// <param name="whole">The property at which a fault of the whole request is told.</param>
    /// <param name="complete">Adds to the request what no property is mapped to.</param>
    public static void Check<T>(
        CheckCall call, Shape.Group group, JsonTypeInfo<T> type, Func<T, IReadOnlyList<Contract.Fault>> rules, string whole = "",
        Action<JsonObject>? complete = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(rules);
        var tagged = group with { Members = [.. group.Members.Select(m => m.Name == "tags" ? m with { Wire = "tags" } : m)] };
        var known = new KnownValues(tagged, call.New, call.Faults.Select(f => f.Path));
        var wire = ShapeMapping.ToWire(tagged, known.Values);
        complete?.Invoke(wire);
        var request = wire.Deserialize(type)!; // an object, not null
        foreach (var fault in rules(request).Where(f => f.Kind != Contract.FaultKind.NotServed || call.CallsPinpush()))
        {
            var property = fault.Member.Length == 0 ? whole : WirePath.ToProperty(tagged, known.Values, fault.Member);
            if (!known.IsOpen(property))
            {
                call.Fault(property, fault.Message);
            }
        }
    }
}
