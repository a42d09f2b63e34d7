using System.Text.Json.Nodes;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Outcomes;

namespace Pinpush.Cli.Stacks;

/// <summary>The variables that lead the Pulumi CLI, the program and the plugins to state, server and keys of a stack.</summary>
internal static class StackVariables
{
    private const string Endpoint = "AWS_ENDPOINT_URL_PINPOINT", Backend = "PULUMI_BACKEND_URL";

    /// <summary>What would lead to other keys than those of the server that was chosen.</summary>
    private static readonly string[] OtherKeys =
        ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_DEFAULT_PROFILE", "AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE"];

    /// <param name="callsApi">The command talks to the server, so a local stack needs one that runs.</param>
    /// <returns>Changes to the environment; null removes a variable.</returns>
    /// <exception cref="Refusal">The stack is local, and no server runs here.</exception>
    public static Dictionary<string, string?> For(PulumiProject project, string stack, CommandHost host, bool callsApi)
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
                MakeStack(state, project.Name, stack);
            }
        }

        if (stack == StackChoice.Default && project.IsLocal(stack) && !IsSet("PULUMI_CONFIG_PASSPHRASE") && !IsSet("PULUMI_CONFIG_PASSPHRASE_FILE"))
        {
            variables["PULUMI_CONFIG_PASSPHRASE"] = "dev"; // its secrets are throw-away ones
        }

        if (callsApi && !IsSet(Endpoint) && (project.IsLocal(stack) || host.Settings["ENDPOINT_URL"] is { Length: > 0 }))
        {
            Lead(variables, ConnectionSettings.Of(host.Settings, host, useLocalServer: true));
        }

        return variables;
    }

    /// <summary>Leads to a server with its own keys, past the user's AWS profile.</summary>
    public static void Lead(IDictionary<string, string?> variables, ConnectionSettings server)
    {
        variables[Endpoint] = server.Endpoint?.AbsoluteUri.TrimEnd('/');
        if (server.CredentialsFile is { } file)
        {
            foreach (var other in OtherKeys)
            {
                variables[other] = null;
            }

            variables["AWS_SHARED_CREDENTIALS_FILE"] = Path.GetFullPath(file);
            variables["AWS_CONFIG_FILE"] = "/dev/null";
            variables["AWS_PROFILE"] = CredentialsFile.ProfileIn(file).Name;
        }
    }

    /// <summary>Makes an empty state unless there is one: a stack that a file in the project describes is there for everybody who clones it.</summary>
    /// <remarks>Source: Pulumi, DIY backend, project-scoped layout.</remarks>
    public static void MakeStack(string state, string project, string stack)
    {
        var root = Path.Combine(state, ".pulumi");
        var file = Path.Combine(root, "stacks", project, $"{stack}.json");
        if (File.Exists(file))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!); // it has a folder
        if (!File.Exists(Path.Combine(root, "meta.yaml")))
        {
            File.WriteAllText(Path.Combine(root, "meta.yaml"), "version: 1\n");
        }

        var checkpoint = new JsonObject { ["version"] = 3, ["checkpoint"] = new JsonObject { ["stack"] = $"organization/{project}/{stack}" } };
        File.WriteAllText($"{file}.new", checkpoint.ToJsonString());
        File.Move($"{file}.new", file, overwrite: false);
    }

    private static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };
}
