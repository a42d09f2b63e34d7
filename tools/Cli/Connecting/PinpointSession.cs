using Amazon.Pinpoint.Model;
using Pinpush.Cli.Outcomes;
using Pinpush.Client;

namespace Pinpush.Cli.Connecting;

/// <summary>One command's client, and the app it is about.</summary>
internal sealed class PinpointSession : IDisposable
{
    private readonly Connection connection;

    private PinpointSession(Destination destination, Connection connection) => (Destination, this.connection) = (destination, connection);

    public Destination Destination { get; }

    public PinpushClient Client => connection.Client();

    public static PinpointSession Open(Destination destination) => new(destination, Connection.Open(destination.Server));

    /// <summary>The app that was named, else the only one there is.</summary>
    /// <exception cref="Refusal">There is none, or more than one and none was named.</exception>
    public async Task<string> ApplicationIdAsync(CancellationToken cancellationToken)
    {
        if (Destination.ApplicationId is { Length: > 0 } named)
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
                + string.Join(", ", apps.Select(a => $"{a.Id} ({a.Name}, created {a.CreationDate})"))),
        };
    }

    public void Dispose() => connection.Dispose();
}
