using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Pinpush.Server.Kernel;

/// <summary>Listens as Kestrel does, but closes a connection that is one too many before it accepts the next, so that they never add up.</summary>
internal sealed class LimitedListeners(IConnectionListenerFactory sockets, ConnectionLimits limits) : IConnectionListenerFactory
{
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken) =>
        new Listener(await sockets.BindAsync(endpoint, cancellationToken), limits);

    /// <summary>Counts a connection out when all is done that it was made for.</summary>
    public static ConnectionDelegate Leave(ConnectionDelegate next, ConnectionLimits limits) => async connection =>
    {
        try
        {
            await next(connection);
        }
        finally
        {
            limits.Leave(connection.RemoteEndPoint);
        }
    };

    private sealed class Listener(IConnectionListener listener, ConnectionLimits limits) : IConnectionListener
    {
        public EndPoint EndPoint => listener.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken)
        {
            while (await listener.AcceptAsync(cancellationToken) is { } connection)
            {
                if (limits.TryEnter(connection.RemoteEndPoint))
                {
                    return connection;
                }

                connection.Abort();
                await connection.DisposeAsync();
            }

            return null; // it is closed
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken) => listener.UnbindAsync(cancellationToken);

        public ValueTask DisposeAsync() => listener.DisposeAsync();
    }
}
