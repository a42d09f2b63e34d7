using System.Globalization;
using System.Text.Json.Nodes;
using Pinpush.Files;
using Pinpush.PulumiCli.Config;
using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Commands;

/// <summary>Notes each run beside the state: what it was, how it ended, and the state after it.</summary>
/// <remarks>Files: <c>history/PROJECT/STACK/STACK-UNIXNANOSECONDS.history.json</c> and <c>….checkpoint.json</c>.</remarks>
internal static class History
{
    public static void Add(StackSession session, string kind, string message, DateTimeOffset began, DateTimeOffset ended, RunResult result)
    {
        var counts = result.Counts.Where(c => c.Value > 0).OrderBy(c => c.Key);
        var entry = new JsonObject
        {
            ["kind"] = kind,
            ["startTime"] = began.ToUnixTimeSeconds(),
            ["message"] = message,
            ["environment"] = new JsonObject(),
            ["config"] = new JsonObject(session.File.Values.Select(v => KeyValuePair.Create(v.Key.ToString(), (JsonNode?)Value(v.Value)))),
            ["version"] = 0,
            ["result"] = result.Succeeded ? "succeeded" : "failed",
            ["endTime"] = ended.ToUnixTimeSeconds(),
            ["resourceChanges"] = new JsonObject(counts.Select(c => KeyValuePair.Create(StepWords.Of(c.Key).Name, (JsonNode?)JsonValue.Create(c.Value)))),
        };
        var nanoseconds = ((ended.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100).ToString(CultureInfo.InvariantCulture);
        var path = Path.Combine(session.Backend.HistoryFolder(session.Project.Name, session.Stack), $"{session.Stack}-{nanoseconds}");
        AtomicFile.Write($"{path}.history.json", PropertyJson.ToText(entry), AtomicFile.OwnerOnly);
        File.Copy(session.Backend.CheckpointPath(session.Project.Name, session.Stack), $"{path}.checkpoint.json", overwrite: true);
    }

    // As the stack file has it: secrets stay encrypted.
    private static JsonObject Value(ConfigNode node)
    {
        var value = new JsonObject { ["value"] = node.ToText(ciphertext => ciphertext), ["secret"] = node.HasSecrets };
        if (node is ConfigNode.List or ConfigNode.Map)
        {
            value["object"] = true;
        }

        return value;
    }
}
