using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Pinpush.Fakes;

/// <summary>What a simulator remembers of one TCP connection; reachable from each request on it as a feature.</summary>
internal sealed class SimulatorConnection(ConnectionContext connection)
{
    /// <summary>APNs ties a connection to the team and key of its first push.</summary>
    public Apns.ConnectionPin Pin { get; } = new();

    public void Drop() => connection.Abort();

    /// <summary>Sends GOAWAY with NO_ERROR and closes once the open streams are done.</summary>
    public void GoAway() => connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
}
