using System.Text.Json;
using System.Text.Json.Nodes;
using Pinpush.Plugin.Values;

namespace Pinpush.Plugin.Connecting;

/// <summary>Where Pinpoint is and whose calls these are.</summary>
/// <param name="Region">E.g. <c>eu-central-1</c>.</param>
/// <param name="Endpoint">Null: AWS itself, or what the user's AWS configuration says.</param>
/// <param name="Profile">Null: the one that AWS_PROFILE names, or <c>default</c>.</param>
/// <param name="CredentialsFiles">Read in this order; empty: the user's own.</param>
/// <param name="SkipMetadata">Do not ask the machine's metadata service for credentials.</param>
/// <param name="MaxRetries">Null: the SDK's default.</param>
public sealed record ConnectionSettings(
    string Region, Uri? Endpoint, string? AccessKey, string? SecretKey, string? Token, string? Profile, IReadOnlyList<string> CredentialsFiles, bool SkipMetadata, int? MaxRetries)
{
    /// <summary>Reads the settings that both providers share.</summary>
    /// <param name="config">In native kinds, see <see cref="ConfigValues"/>.</param>
    /// <param name="endpoint">The provider's own setting of the address; it wins over AWS_ENDPOINT_URL_PINPOINT and AWS_ENDPOINT_URL.</param>
    /// <param name="variable">Reads an environment variable.</param>
    public static ConnectionSettings? Read(JsonObject config, string? endpoint, Func<string, string?> variable, string package, out IReadOnlyList<string> faults)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var found = new List<string>();
        faults = found;
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

        if (found.Count > 0)
        {
            return null;
        }

        var files = config["sharedCredentialsFiles"] as JsonArray;
        return new(
            region!, // a missing one is a fault
            address, config.Text("accessKey"), config.Text("secretKey"), config.Text("token"), config.Text("profile"),
            [.. files?.Where(f => f?.GetValueKind() == JsonValueKind.String).Select(f => Home(f!.GetValue<string>())) ?? []], // a string: not null
            config.Flag("skipMetadataApiCheck") == true, config["maxRetries"] is { } retries ? (int)Json.Number(retries) : null);
    }

    private static string Home(string file) => file.StartsWith("~/", StringComparison.Ordinal)
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), file[2..])
        : file;

    // Records print their members: a key must not end up in a message that way.
    public override string ToString() => $"{Endpoint?.ToString() ?? "AWS"} in {Region}";
}
