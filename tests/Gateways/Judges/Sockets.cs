using System.Net.NetworkInformation;
using Pinpush.Shared.Tests;

namespace Pinpush.Gateways.Tests.Judges;

/// <summary>What the system knows of connections.</summary>
internal static class Sockets
{
    /// <summary>Waits until nobody here is connected to a port any more: whoever was has seen the end of it and closed its own.</summary>
    public static Task GoneAsync(int port) => Until.SoAsync(() => !To(port).Any(), TestContext.Current.CancellationToken);

    private static IEnumerable<TcpConnectionInformation> To(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Where(c => c.RemoteEndPoint.Port == port && c.State is TcpState.Established or TcpState.CloseWait);
}
