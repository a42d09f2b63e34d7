using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Pinpush.Gateways.Transport;

/// <summary>Whom we trust and who we are.</summary>
internal static class GatewayTls
{
    /// <param name="authority">The only trusted root; null for the system's.</param>
    /// <param name="client">The certificate that names us; null for none.</param>
    public static SslClientAuthenticationOptions Options(X509Certificate2? authority, X509Certificate2? client)
    {
        var options = new SslClientAuthenticationOptions();
        if (authority is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { authority },
                RevocationMode = X509RevocationMode.NoCheck, // such an authority publishes no lists
            };
        }

        if (client is not null)
        {
            options.ClientCertificates = [client];
            options.LocalCertificateSelectionCallback = (_, _, _, _, _) => client; // also when the peer's list of issuers omits ours
        }

        return options;
    }

    /// <summary>Cleartext is for simulators on this machine only.</summary>
    /// <exception cref="ArgumentException">The address is neither https nor loopback http.</exception>
    public static Uri Checked(Uri address, string member) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)
            ? address
            : throw new ArgumentException($"{member} '{address}' has to be https://, or http:// on loopback.", nameof(address));
}
