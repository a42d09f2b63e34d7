using Microsoft.Extensions.Configuration;
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
    /// Leads to the server of a stack: to the one that <c>PINPUSH_ENDPOINT_URL</c> or the stack's setting <c>endpointUrl</c> names, to the one on this
    /// machine if the stack is local. Nowhere where the stack has settings of the providers, or <c>PINPUSH_REGION</c> says that AWS is meant.
    /// </summary>
    /// <param name="looks">Nothing is changed, so that a stack without a server is only told so.</param>
    /// <exception cref="Refusal">The stack is local, and no server runs here; or it has no server, and AWS would be called.</exception>
    public static void AddTo(IDictionary<string, string?> variables, PulumiProject project, string stack, CommandHost host, bool looks)
    {
        if (StackVariables.IsSet(Endpoint) || StackVariables.IsSet("AWS_ENDPOINT_URL"))
        {
            return;
        }

        var named = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("ENDPOINT_URL", project.Setting(stack, "endpointUrl"))])
            .AddConfiguration(host.Settings).Build();
        if (project.IsLocal(stack) || named["ENDPOINT_URL"] is { Length: > 0 })
        {
            AddTo(variables, Destination.Of(named, host, useLocalServer: true).Server);
        }
        else if (project.Setting(stack, "pinpoint:endpoint") is null && host.Settings["REGION"] is not { Length: > 0 })
        {
            var none = $"Stack {stack} has no server, so AWS itself would be called. Name one for good: ./pinpush pulumi config set endpointUrl "
                + $"https://HOST:PORT --stack {stack}; or for a call: PINPUSH_ENDPOINT_URL. PINPUSH_REGION says that AWS is meant.";
            if (!looks)
            {
                throw new Refusal(none);
            }

            host.Terminal.Say(none);
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
