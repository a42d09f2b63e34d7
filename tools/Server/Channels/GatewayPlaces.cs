using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pinpush.Gateways.Senders;
using Pinpush.Server.Hosting;

namespace Pinpush.Server.Channels;

/// <summary>Where this server pushes to.</summary>
internal static class GatewayPlaces
{
    /// <exception cref="ServerStartException">An address is neither https nor loopback http, or the authority cannot be read.</exception>
    public static GatewayEndpoints Of(ServerOptions options)
    {
        foreach (var (name, gateway) in new[]
        {
            ("--apns", options.ApnsGateway), ("--apns-sandbox", options.ApnsSandboxGateway), ("--fcm", options.FcmGateway),
            ("--fcm-token", options.FcmTokenUri),
        })
        {
            if (gateway is { Scheme: not "https" } && !(gateway.IsLoopback && gateway.Scheme == "http"))
            {
                throw new ServerStartException($"{name} {gateway} is not https. Only on loopback may a gateway be http.");
            }
        }

        try
        {
            var authority = options.GatewayCaFile is { } file ? X509CertificateLoader.LoadCertificateFromFile(file) : null;
            return new GatewayEndpoints(
                options.ApnsGateway, options.ApnsSandboxGateway ?? options.ApnsGateway, options.FcmGateway, options.FcmTokenUri, authority)
            {
                OfCertificates = options.ApnsOfCertificates is { } tls ? (tls.Gateway, X509CertificateLoader.LoadCertificateFromFile(tls.CaFile)) : null,
            };
        }
        catch (CryptographicException e)
        {
            throw new ServerStartException($"--gateway-ca {options.GatewayCaFile} cannot be read: {e.Message} A certificate in PEM form is expected.", e);
        }
    }
}
