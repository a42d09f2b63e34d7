using Amazon;
using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;
using Amazon.Runtime;
using Pinpush.Cli.Outcomes;
using Pinpush.Client;

namespace Pinpush.Cli.Connecting;

/// <summary>One command's client, and the app it is about.</summary>
internal sealed class PinpointSession : IDisposable
{
    private readonly ConnectionSettings settings;
    private readonly AWSCredentials? credentials;

    private PinpointSession(ConnectionSettings settings, AWSCredentials? credentials, AmazonPinpointClient client)
    {
        this.settings = settings;
        this.credentials = credentials;
        Client = client;
    }

    public AmazonPinpointClient Client { get; }

    public ConnectionSettings Settings => settings;

    public static PinpointSession Open(ConnectionSettings settings)
    {
        var config = new AmazonPinpointConfig { Timeout = TimeSpan.FromSeconds(100) };
        if (settings.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = settings.Region;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(settings.Region);
        }

        var credentials = settings.CredentialsFile is { } file ? CredentialsFile.Read(file) : null;
        return new PinpointSession(settings, credentials, credentials is null ? new AmazonPinpointClient(config) : new AmazonPinpointClient(credentials, config));
    }

    /// <summary>The app that was named, else the only one there is.</summary>
    /// <exception cref="Refusal">There is none, or more than one and none was named.</exception>
    public async Task<string> ApplicationIdAsync(CancellationToken cancellationToken)
    {
        if (settings.ApplicationId is { Length: > 0 } named)
        {
            return named;
        }

        var answer = await Client.GetAppsAsync(new GetAppsRequest { PageSize = "10" }, cancellationToken);
        var apps = answer.ApplicationsResponse.Item ?? [];
        return apps.Count switch
        {
            1 => apps[0].Id,
            0 => throw new Refusal("The server has no app yet. Create one: ./pinpush app create NAME"),
            _ => throw new Refusal(
                "The server has several apps. Name one with --application-id or PINPUSH_APPLICATION_ID: "
                + string.Join(", ", apps.Select(a => $"{a.Id} ({a.Name})"))),
        };
    }

    /// <summary>Reads one of the server's own addresses under <c>/pinpush/</c>, signed as the API's calls are.</summary>
    /// <exception cref="Refusal">The session goes to AWS, which has no such address, or the server refused.</exception>
    public async Task<string> ReadOwnAsync(string pathAndQuery, CancellationToken cancellationToken)
    {
        if (settings.Endpoint is not { } endpoint)
        {
            throw new Refusal("Only a pinpush server has an inbox; AWS has none.");
        }

        var keys = await (credentials ?? throw new Refusal("--credentials FILE is needed for this call.")).GetCredentialsAsync();
        try
        {
            return await SignedGet.ReadAsync(new Uri(endpoint, pathAndQuery), keys, settings.Region, cancellationToken);
        }
        catch (RefusedGetException refused)
        {
            throw new Refusal(refused.Message);
        }
    }

    /// <summary>As <see cref="ReadOwnAsync"/>, but null where the server is not ours or refuses.</summary>
    public async Task<string?> TryReadOwnAsync(string pathAndQuery, CancellationToken cancellationToken)
    {
        try
        {
            return credentials is null ? null : await ReadOwnAsync(pathAndQuery, cancellationToken);
        }
        catch (Refusal)
        {
            return null;
        }
    }

    public void Dispose() => Client.Dispose();
}
