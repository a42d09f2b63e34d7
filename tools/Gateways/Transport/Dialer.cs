using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Pinpush.Gateways.Transport;

/// <summary>Opens connections to a gateway: TCP, and TLS 1.2 or newer with HTTP/2 agreed upon, or cleartext on loopback.</summary>
/// <param name="authority">The only trusted root; null for the system's.</param>
/// <param name="client">The certificate that names us; null for none.</param>
internal sealed class Dialer(Uri gateway, X509Certificate2? authority, X509Certificate2? client)
{
    /// <exception cref="SocketException">The gateway's name is not known, or nobody listens.</exception>
    /// <exception cref="AuthenticationException">One of the two does not trust the other, or the gateway does not speak HTTP/2.</exception>
    /// <exception cref="IOException">The connection broke off.</exception>
    public async Task<Stream> DialAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new DnsEndPoint(gateway.IdnHost, gateway.Port), cancellationToken);
            var plain = new NetworkStream(socket, ownsSocket: true);
            if (gateway.Scheme == Uri.UriSchemeHttp)
            {
                return plain;
            }

            var options = GatewayTls.Options(authority, client);
            (options.TargetHost, options.ApplicationProtocols) = (gateway.IdnHost, [SslApplicationProtocol.Http2]);
            var secure = new SslStream(plain, leaveInnerStreamOpen: false);
            await secure.AuthenticateAsClientAsync(options, cancellationToken);
            return secure.NegotiatedApplicationProtocol == SslApplicationProtocol.Http2 ? secure
                : throw new AuthenticationException("The gateway does not speak HTTP/2.");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>One word for why a connection could not be opened.</summary>
    public static string Cause(Exception e) => e switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } => "NameResolutionError",
        AuthenticationException => "SecureConnectionError",
        OperationCanceledException => "timeout",
        _ => "ConnectionError",
    };
}
