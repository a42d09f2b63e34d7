using System.Collections.Concurrent;
using Amazon;
using Amazon.Pinpoint;
using Amazon.Runtime;

namespace Pinpush.Client;

/// <summary>The clients of one server, or of AWS: one for each region. Everything that calls Pinpoint has its client from here.</summary>
public sealed class Connection : IDisposable
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(100);
    private readonly AWSCredentials? credentials;
    private readonly ConcurrentDictionary<string, PinpushClient> clients = new(StringComparer.Ordinal);

    private Connection(ConnectionSettings settings, AWSCredentials? credentials) => (Settings, this.credentials) = (settings, credentials);

    public ConnectionSettings Settings { get; }

    /// <exception cref="ConnectionException">There are no such credentials.</exception>
    public static Connection Open(ConnectionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.SkipMetadata)
        {
            Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true"); // the SDK's one switch for it
        }

        return new(settings, settings.Credentials switch
        {
            Credentials.Keys { Token: { Length: > 0 } token } keys => new SessionAWSCredentials(keys.Id, keys.Secret, token),
            Credentials.Keys keys => new BasicAWSCredentials(keys.Id, keys.Secret),
            Credentials.Profile profile => CredentialsFiles.Open(profile),
            _ => null,
        });
    }

    /// <summary>The client of a region; null is the one of the settings.</summary>
    public PinpushClient Client(string? region = null) => clients.GetOrAdd(region ?? Settings.Region, r =>
    {
        var config = new AmazonPinpointConfig { Timeout = CallLimit };
        if (Settings.MaxRetries is { } retries)
        {
            config.MaxErrorRetry = retries;
        }

        if (Settings.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = r;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(r);
        }

        return credentials is null ? new PinpushClient(config) : new PinpushClient(credentials, config);
    });

    public void Dispose()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }
    }
}
