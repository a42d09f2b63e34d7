using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Amazon;
using Amazon.Pinpoint;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using Pinpush.Client;

namespace Pinpush.Plugin.Connecting;

/// <summary>The clients of one configured provider: one for each region.</summary>
public sealed class Connection : IDisposable
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(100);
    private readonly ConnectionSettings settings;
    private readonly AWSCredentials? credentials;
    private readonly ConcurrentDictionary<string, AmazonPinpointClient> clients = new(StringComparer.Ordinal);

    private Connection(ConnectionSettings settings, AWSCredentials? credentials) => (this.settings, this.credentials) = (settings, credentials);

    public string Region => settings.Region;

    /// <summary>Where the calls go, for messages.</summary>
    public string Place => settings.ToString();

    /// <exception cref="ConnectionException">There are no such credentials.</exception>
    public static Connection Open(ConnectionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.SkipMetadata)
        {
            Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true"); // the SDK's one switch for it
        }

        return new(settings, Credentials(settings));
    }

    /// <summary>The client of a region; null is the provider's own.</summary>
    public AmazonPinpointClient Client(string? region) => clients.GetOrAdd(region ?? settings.Region, r =>
    {
        var config = new AmazonPinpointConfig { Timeout = CallLimit };
        if (settings.MaxRetries is { } retries)
        {
            config.MaxErrorRetry = retries;
        }

        if (settings.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = r;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(r);
        }

        return credentials is null ? new AmazonPinpointClient(config) : new AmazonPinpointClient(credentials, config);
    });

    /// <summary>Reads one of the addresses under <c>/pinpush/</c>.</summary>
    /// <returns>Null where there is nothing of that name, or the server is AWS or another one that has no such address.</returns>
    public async Task<JsonNode?> ReadOwnAsync(string pathAndQuery, CancellationToken cancellationToken)
    {
        if (settings.Endpoint is not { } endpoint)
        {
            return null;
        }

        var keys = await (credentials ?? DefaultAWSCredentialsIdentityResolver.GetCredentials()).GetCredentialsAsync();
        try
        {
            return JsonNode.Parse(await SignedGet.ReadAsync(new Uri(endpoint, pathAndQuery), keys, Region, cancellationToken));
        }
        catch (RefusedGetException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }
    }

    // Keys that are given; else a profile that is named; else null: the SDK's own chain, environment first.
    private static AWSCredentials? Credentials(ConnectionSettings settings)
    {
        if (settings is { AccessKey: { } key, SecretKey: { } secret })
        {
            return settings.Token is { Length: > 0 } token ? new SessionAWSCredentials(key, secret, token) : new BasicAWSCredentials(key, secret);
        }

        if (settings.Profile is null && settings.CredentialsFiles.Count == 0)
        {
            return null;
        }

        var name = settings.Profile ?? Environment.GetEnvironmentVariable("AWS_PROFILE") ?? "default";
        try
        {
            foreach (var file in settings.CredentialsFiles)
            {
                var source = new SharedCredentialsFile(file);
                if (source.TryGetProfile(name, out var profile))
                {
                    return AWSCredentialsFactory.GetAWSCredentials(profile, source);
                }
            }

            if (settings.CredentialsFiles.Count == 0 && new CredentialProfileStoreChain().TryGetAWSCredentials(name, out var found))
            {
                return found;
            }
        }
        catch (Exception e) when (e is InvalidDataException or AmazonClientException or IOException or UnauthorizedAccessException)
        {
            // The exception's own message may quote a line of the file, and with it the key.
            throw new ConnectionException($"The profile '{name}' in {Places(settings)} cannot be read: the file is not of the form of a shared credentials file, or may not be opened.", e);
        }

        throw new ConnectionException($"There is no profile '{name}' with keys in {Places(settings)}. Name one that is there with 'profile', or give accessKey and secretKey.");
    }

    private static string Places(ConnectionSettings settings) =>
        settings.CredentialsFiles.Count > 0 ? string.Join(", ", settings.CredentialsFiles) : "your AWS configuration and credentials files";
}
