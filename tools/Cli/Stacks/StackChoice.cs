using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pinpush.Cli.Commands;

namespace Pinpush.Cli.Stacks;

/// <summary>Which stack a call of the Pulumi CLI is about.</summary>
internal static class StackChoice
{
    /// <summary>The stack of the laptop, when nothing else is said.</summary>
    public const string Default = "dev";

    /// <summary>The one that <c>PINPUSH_STACK</c>, <c>PULUMI_STACK</c> or an earlier <c>stack select</c> chose; null when none did.</summary>
    /// <remarks>Source: Pulumi, <c>sdk/go/common/workspace</c>: <c>$PULUMI_HOME/workspaces/PROJECT-SHA1-workspace.json</c>.</remarks>
    public static string? Selected(PulumiProject project, CommandHost host)
    {
        if (new[] { host.Settings["STACK"], Environment.GetEnvironmentVariable("PULUMI_STACK") }.FirstOrDefault(s => s is { Length: > 0 }) is { } set)
        {
            return Short(set);
        }

        var home = Environment.GetEnvironmentVariable("PULUMI_HOME") is { Length: > 0 } there
            ? there : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pulumi");
#pragma warning disable CA5350 // a file name that the Pulumi CLI chose, no protection
        var hash = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(Path.Combine(project.Folder, "Pulumi.yaml"))));
#pragma warning restore CA5350
        var file = Path.Combine(home, "workspaces", $"{project.Name}-{hash}-workspace.json");
        try
        {
            return File.Exists(file) && JsonNode.Parse(File.ReadAllText(file)) is JsonObject selected && selected["stack"] is JsonValue value
                && value.TryGetValue<string>(out var name) && name.Length > 0 ? Short(name) : null;
        }
        catch (JsonException)
        {
            return null; // the CLI itself will say what is wrong with it
        }
    }

    /// <summary>The last part of <c>organization/project/dev</c>.</summary>
    public static string Short(string name) => name.Split('/')[^1];
}
