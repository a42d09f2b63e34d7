using Pinpush.Cli.Commands;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Stacks;
using Pinpush.Client;

namespace Pinpush.Cli.Connecting;

/// <summary>The variables that lead the Pulumi CLI, the program and the plugins to a server and its keys.</summary>
internal static class ServerVariables
{
    private const string Endpoint = "AWS_ENDPOINT_URL_PINPOINT";

    /// <summary>What would lead to other keys than those of the server that was chosen.</summary>
    private static readonly string[] OtherKeys =
        ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_DEFAULT_PROFILE", "AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE"];

    /// <summary>
    /// Leads to the server of a stack: to the one on this machine if the stack is local, to the one that <c>PINPUSH_ENDPOINT_URL</c> names, or nowhere.
    /// </summary>
    /// <exception cref="Refusal">The stack is local, and no server runs here.</exception>
    public static void AddTo(IDictionary<string, string?> variables, PulumiProject project, string stack, CommandHost host)
    {
        if (Environment.GetEnvironmentVariable(Endpoint) is not { Length: > 0 } && (project.IsLocal(stack) || host.Settings["ENDPOINT_URL"] is { Length: > 0 }))
        {
            AddTo(variables, Destination.Of(host.Settings, host, useLocalServer: true).Server);
        }
    }

    /// <summary>Leads to a server with its own keys, past the user's AWS profile.</summary>
    public static void AddTo(IDictionary<string, string?> variables, ConnectionSettings server)
    {
        variables[Endpoint] = server.Endpoint?.AbsoluteUri.TrimEnd('/');
        if (server.Credentials is Credentials.Profile { Files: [var file], Name: var name })
        {
            foreach (var other in OtherKeys)
            {
                variables[other] = null;
            }

            variables["AWS_SHARED_CREDENTIALS_FILE"] = Path.GetFullPath(file);
            variables["AWS_CONFIG_FILE"] = "/dev/null";
            variables["AWS_PROFILE"] = name;
        }
    }
}
