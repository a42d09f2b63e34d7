using System.Text.Json.Nodes;

namespace Pinpush.Plugin.Hosting;

/// <summary>A resource as it is now.</summary>
/// <param name="Inputs">In the shape of checked inputs. All of them are outputs too.</param>
/// <param name="Computed">Outputs beside the inputs, or in their place.</param>
public sealed record Stored(string Id, JsonObject Inputs, JsonObject Computed)
{
    /// <summary>What a take-over left on the resource; null for one that was made, and where the state's own counts: <see cref="ResourceCall.Mark"/>.</summary>
    public string? Mark { get; init; }
}

/// <summary>What an update would do.</summary>
/// <param name="Changes">Empty: nothing.</param>
/// <param name="Replaces">The properties at the top whose change makes a new resource.</param>
public sealed record Plan(IReadOnlyList<Values.PropertyChange> Changes, IReadOnlySet<string> Replaces)
{
    /// <summary>
    /// The old one goes before the new one comes: where nothing demands a new resource but the program (<c>replaceOnChanges</c>), the new one has the
    /// key or app of the old one, so a create would take over what is deleted next.
    /// </summary>
    public bool DeleteFirst { get; init; } = Replaces.Count == 0;
}
