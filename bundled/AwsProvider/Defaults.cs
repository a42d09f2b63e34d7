using System.Text.Json.Nodes;

namespace Pinpush.AwsProvider;

/// <summary>Inputs that the plugin gave itself: noted in the official plugin's form, so that either plugin goes on where the other stopped.</summary>
internal static class Defaults
{
    public const string Note = "__defaults";

    /// <summary>Gives what the program left out, and notes what that was.</summary>
    public static void Give(JsonObject inputs, params IEnumerable<KeyValuePair<string, JsonNode>> values)
    {
        var given = new JsonArray();
        foreach (var (name, value) in values.Where(v => inputs[v.Key] is null))
        {
            inputs[name] = value;
            given.Add(name);
        }

        inputs[Note] = given;
    }

    public static bool Has(JsonObject inputs, string name) => inputs[Note] is JsonArray given && given.Any(d => d?.ToString() == name);
}
