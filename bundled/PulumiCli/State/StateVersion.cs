using System.Text.Json.Nodes;

namespace Pinpush.PulumiCli.State;

/// <summary>The version of a checkpoint or an export: 3, or 4 with a list of what in it a reader of 3 would lose.</summary>
/// <remarks>Source: Pulumi, <c>sdk/go/common/apitype/deployments.json</c>.</remarks>
internal static class StateVersion
{
    /// <summary>Features by the member of an entry that needs them.</summary>
    private static readonly string[] Known = ["refreshBeforeUpdate", "replaceWith", "taint"];

    /// <exception cref="Failure">It has another version, or features that are not known here.</exception>
    public static void Check(JsonObject document, string what)
    {
        var version = document["version"]?.GetValue<int>();
        var features = document["features"]?.AsArray().Select(f => f?.GetValue<string>() ?? "").Except(Known).ToList() ?? [];
        if (version is not (3 or 4) || features.Count > 0)
        {
            throw new Failure($"{what} has version {version?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}"
                + (features.Count > 0 ? $" with {string.Join(", ", features)}; of version 4 only {string.Join(", ", Known)} can be read."
                    : "; only versions 3 and 4 can be read."));
        }
    }

    /// <summary>Sets the version that the deployment needs; 4 only where an entry is tainted, so that what reads 3 alone can go on.</summary>
    public static void Set(JsonObject document, JsonObject? deployment)
    {
        var features = Known.Where(f => deployment?["resources"]?.AsArray().Any(r => r?[f] is not null) == true).ToList();
        var tainted = features.Contains("taint");
        document["version"] = tainted ? 4 : 3;
        document.Remove("features");
        if (tainted)
        {
            document.Insert(document.IndexOf("version") + 1, "features", new JsonArray([.. features.Select(f => JsonValue.Create(f))]));
        }
    }
}
