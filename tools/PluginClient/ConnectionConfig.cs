using System.Text.Json;
using System.Text.Json.Nodes;
using Pinpush.Client;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Values;

namespace Pinpush.PluginClient;

/// <summary>The settings of the connection, by the names that both providers give them.</summary>
internal static class ConnectionConfig
{
    /// <param name="config">In native kinds; what is of another kind counts as left out.</param>
    /// <param name="endpoint">The provider's own setting of the address; it wins over AWS_ENDPOINT_URL_PINPOINT and AWS_ENDPOINT_URL.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="package">Whose settings they are, e.g. <c>pinpoint</c>.</param>
    /// <returns>Null when a fault was added.</returns>
    public static ConnectionSettings? Read(JsonObject config, string? endpoint, Func<string, string?> variable, string package, ICollection<Fault> faults)
    {
        var found = new List<string>();
        string? Set(string name) => variable(name) is { Length: > 0 } value ? value : null;
        var region = config.Text("region") ?? Set("AWS_REGION") ?? Set("AWS_DEFAULT_REGION");
        if (region is null)
        {
            found.Add($"region is missing: set it with 'pulumi config set {package}:region eu-central-1', or AWS_REGION in the environment.");
        }

        if (Set("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")?.Equals("true", StringComparison.OrdinalIgnoreCase) != true)
        {
            endpoint ??= Set("AWS_ENDPOINT_URL_PINPOINT") ?? Set("AWS_ENDPOINT_URL");
        }

        Uri? address = null;
        if (endpoint is not null && !(Uri.TryCreate(endpoint, UriKind.Absolute, out address) && address.Scheme is "http" or "https"))
        {
            found.Add($"the endpoint '{endpoint}' is no address of the form http://HOST:PORT or https://HOST.");
        }

        if (config.Text("accessKey") is null != config.Text("secretKey") is null)
        {
            found.Add("accessKey and secretKey go together: set both or neither.");
        }

        if (region is null || found.Count > 0)
        {
            found.ForEach(f => faults.Add(new("", f)));
            return null;
        }

        return new(region, address, Whose(config))
        {
            MaxRetries = config["maxRetries"] is { } retries && retries.GetValueKind() == JsonValueKind.Number ? (int)Json.Number(retries) : null,
            SkipMetadata = config.Flag("skipMetadataApiCheck") == true,
        };
    }

    private static Credentials Whose(JsonObject config)
    {
        if (config.Text("accessKey") is { } key && config.Text("secretKey") is { } secret)
        {
            return new Credentials.Keys(key, secret, config.Text("token"));
        }

        var files = (config["sharedCredentialsFiles"] as JsonArray)?.OfType<JsonValue>().Where(f => f.GetValueKind() == JsonValueKind.String)
            .Select(f => Home(f.GetValue<string>())).ToList() ?? [];
        return config.Text("profile") is null && files.Count == 0 ? new Credentials.Usual() : new Credentials.Profile(config.Text("profile"), files);
    }

    private static string Home(string file) => file.StartsWith("~/", StringComparison.Ordinal)
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), file[2..])
        : file;
}
