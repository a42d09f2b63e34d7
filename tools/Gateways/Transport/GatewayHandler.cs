using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Pinpush.Gateways.Transport;

/// <summary>The one way connections to a gateway are made.</summary>
internal static class GatewayHandler
{
    /// <param name="authority">The only trusted root; null for the system's.</param>
    /// <param name="client">The certificate that names us; null for none.</param>
    public static SocketsHttpHandler Create(TimeSpan lifetime, X509Certificate2? authority, X509Certificate2? client)
    {
        var handler = new SocketsHttpHandler
        {
            // Several connections in one handler are filled before the peer has told its stream limit, and pushes are lost; shards are not.
            EnableMultipleHttp2Connections = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            UseProxy = false,
            ActivityHeadersPropagator = null, // our trace ids are no business of the gateway
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = lifetime,
            PooledConnectionIdleTimeout = TimeSpan.FromHours(12),
            KeepAlivePingDelay = TimeSpan.FromSeconds(60),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        };
        if (authority is not null)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { authority },
                RevocationMode = X509RevocationMode.NoCheck, // such an authority publishes no lists
            };
        }

        if (client is not null)
        {
            handler.SslOptions.ClientCertificates = [client];
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => client; // also when the peer's list of issuers omits ours
        }

        return handler;
    }

    /// <summary>Cleartext is for simulators on this machine only.</summary>
    /// <exception cref="ArgumentException">The address is neither https nor loopback http.</exception>
    public static Uri Checked(Uri address, string member) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)
            ? address
            : throw new ArgumentException($"{member} '{address}' has to be https://, or http:// on loopback.", nameof(address));
}
