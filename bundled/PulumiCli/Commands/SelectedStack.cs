using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Pinpush.Files;
using Pinpush.PulumiCli.Projects;

namespace Pinpush.PulumiCli.Commands;

/// <summary>The stack that commands without <c>--stack</c> work on: remembered by project file, outside of the project.</summary>
/// <remarks>File: <c>$PULUMI_HOME/workspaces/PROJECT-SHA1-workspace.json</c>, <c>{"stack":"dev"}</c>. Source: Pulumi, <c>sdk/go/common/workspace</c>.</remarks>
internal static class SelectedStack
{
    public static string? Read(CommandHost host, Project project)
    {
        if (host.Variable("PULUMI_STACK") is { Length: > 0 } set)
        {
            return StackName.Parse(set, project.Name);
        }

        var path = PathOf(host, project);
        return File.Exists(path) && JsonNode.Parse(File.ReadAllText(path))?["stack"]?.GetValue<string>() is { Length: > 0 } name ? name.Split('/')[^1] : null;
    }

    /// <param name="stack">Null to select none.</param>
    public static void Write(CommandHost host, Project project, string? stack)
    {
        var node = File.Exists(PathOf(host, project)) && JsonNode.Parse(File.ReadAllText(PathOf(host, project))) is JsonObject there ? there : [];
        node["stack"] = stack ?? "";
        AtomicFile.Write(PathOf(host, project), Values.PropertyJson.ToText(node, indent: 4), AtomicFile.OwnerOnly);
    }

    private static string PathOf(CommandHost host, Project project)
    {
#pragma warning disable CA5350 // a file name that the official CLI shares, no protection
        var hash = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(project.Path)));
#pragma warning restore CA5350
        return Path.Combine(host.PulumiHome, "workspaces", $"{project.Name}-{hash}-workspace.json");
    }
}
