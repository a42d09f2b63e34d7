using System.Text.Json.Nodes;

namespace Pinpush.Plugin.Values;

/// <summary>
/// Inputs that the plugin gave itself. They are noted in the form of the official AWS plugin, so that either goes on where the other stopped; engines show
/// nobody what begins with two underscores.
/// </summary>
public static class Defaults
{
    public const string Note = "__defaults";

    /// <summary>Gives what the program left out, and notes what that was.</summary>
    public static void Give(JsonObject inputs, params IEnumerable<KeyValuePair<string, JsonNode>> values)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var given = new JsonArray();
        foreach (var (name, value) in values.Where(v => inputs[v.Key] is null))
        {
            inputs[name] = value;
            given.Add(name);
        }

        inputs[Note] = given;
    }

    public static bool Has(JsonObject inputs, string name)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs[Note] is JsonArray given && given.Any(d => d?.ToString() == name);
    }
}
