using System.Text.Json.Nodes;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Outcomes;
using Pinpush.Files;

namespace Pinpush.Cli.Stacks;

/// <summary>The variables that lead the Pulumi CLI and the program to the state of a stack.</summary>
internal static class StackVariables
{
    private const string Backend = "PULUMI_BACKEND_URL";

    /// <returns>Changes to the environment; null removes a variable.</returns>
    /// <exception cref="Refusal">The project has another name than when the stack was set up.</exception>
    public static Dictionary<string, string?> For(PulumiProject project, string stack, CommandHost host)
    {
        Dictionary<string, string?> variables = [];
        if (!IsSet("Configuration"))
        {
            variables["Configuration"] = "Release"; // MSBuild reads it: the program shares what the tool was built from
        }

        if (!IsSet(Backend) && project.Backend is null)
        {
            var state = Directory.CreateDirectory(Path.Combine(host.Home, "state")).FullName;
            variables[Backend] = $"file://{state}";
            if (File.Exists(project.SettingsFile(stack)))
            {
                RefuseIfRenamed(state, project, stack);
                MakeStack(state, project.Name, stack);
            }
        }

        if (stack == StackChoice.Default && project.IsLocal(stack) && !IsSet("PULUMI_CONFIG_PASSPHRASE") && !IsSet("PULUMI_CONFIG_PASSPHRASE_FILE"))
        {
            variables["PULUMI_CONFIG_PASSPHRASE"] = "dev"; // its secrets are throw-away ones
        }

        return variables;
    }

    /// <summary>Makes an empty state unless there is one: a stack that a file in the project describes is there for everybody who clones it.</summary>
    /// <remarks>Source: Pulumi, DIY backend, project-scoped layout.</remarks>
    public static void MakeStack(string state, string project, string stack)
    {
        var root = Path.Combine(state, ".pulumi");
        var file = Path.Combine(root, "stacks", project, $"{stack}.json");
        AtomicFile.TryMake(Path.Combine(root, "meta.yaml"), "version: 1\n");
        var checkpoint = new JsonObject { ["version"] = 3, ["checkpoint"] = new JsonObject { ["stack"] = $"organization/{project}/{stack}" } };
        AtomicFile.TryMake(file, checkpoint.ToJsonString());
    }

    // Under another name of the project all would be made a second time, and what is sent at once be sent again.
    private static void RefuseIfRenamed(string state, PulumiProject project, string stack)
    {
        string FileOf(string name) => Path.Combine(state, ".pulumi", "stacks", name, $"{stack}.json");
        if (!File.Exists(FileOf(project.Name))
            && project.Namespaces(stack).FirstOrDefault(name => name != project.Name && File.Exists(FileOf(name)) && IsDeployed(FileOf(name))) is { } former)
        {
            throw new Refusal($"The project was called {former} when stack {stack} was set up, and is called {project.Name} now: its state and its settings "
                + $"are under the former name, and everything would be made a second time. Write name: {former} in Pulumi.yaml again. "
                + "For another name, destroy the stack under the former one first, then rename its settings.");
        }
    }

    private static bool IsDeployed(string checkpoint) =>
        JsonNode.Parse(File.ReadAllText(checkpoint))?["checkpoint"]?["latest"]?["resources"] is JsonArray { Count: > 0 };

    public static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };
}
