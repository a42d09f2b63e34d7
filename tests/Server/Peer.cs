using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests;

/// <summary>A program that we did not write, run against the server with its key and address in the environment.</summary>
internal static class Peer
{
    /// <summary>A file of Peers/.</summary>
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Peers", name);

    /// <summary>What the scripts import that use the JavaScript SDK.</summary>
    public static readonly string[] JavaScriptSdk = ["@aws-sdk/client-pinpoint", "@smithy/node-http-handler"];

    /// <summary>Gives its exit code and both outputs.</summary>
    public static Task<(int Exit, string Output, string Error)> RunAsync(
        Stage stage, string program, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(stage.Server.Address, stage.Server.AccessKeyId, stage.Server.SecretAccessKey, program, arguments, cancellationToken);

    public static Task<(int Exit, string Output, string Error)> RunAsync(
        Uri server, string keyId, string secret, string program, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        PeerRun.ToEndAsync(program, arguments, new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL_PINPOINT"] = server.ToString().TrimEnd('/'),
            ["AWS_ACCESS_KEY_ID"] = keyId,
            ["AWS_SECRET_ACCESS_KEY"] = secret,
            ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["AWS_REGION"] = "us-east-1",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_PAGER"] = "",
            ["NODE_PATH"] = Path.Combine(Need.PeersFolder, "node_modules"),
            ["AWS_CONFIG_FILE"] = "/dev/null",
            ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
        }, cancellationToken);
}
