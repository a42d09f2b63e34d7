using System.Net;
using System.Security.Cryptography.X509Certificates;
using Google.Apis.Http;
using Pinpush.Gateways.Transport;

namespace Pinpush.Gateways.Fcm;

/// <summary>The HTTP client that Google's library fetches access tokens with: no redirects, no proxy, the gateway's authority.</summary>
internal sealed class FcmTokenHttp(X509Certificate2? authority) : HttpClientFactory, IDisposable
{
    private readonly SocketsHttpHandler handler = new()
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        UseProxy = false,
        ActivityHeadersPropagator = null, // our trace ids are no business of the gateway
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(15),
        SslOptions = GatewayTls.Options(authority, client: null),
    };

    public void Dispose() => handler.Dispose();

    protected override HttpMessageHandler CreateHandler(CreateHttpClientArgs args) => new PriorKnowledge(handler);

    /// <summary>On cleartext a peer speaks either HTTP/2 or HTTP/1.1 and cannot say which: the former is tried first, as for sends.</summary>
    private sealed class PriorKnowledge(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri?.Scheme != Uri.UriSchemeHttp)
            {
                return await base.SendAsync(request, cancellationToken);
            }

            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
            try
            {
                request.Version = HttpVersion.Version20;
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException e) when (e.HttpRequestError != HttpRequestError.ConnectionError)
            {
                request.Version = HttpVersion.Version11;
                return await base.SendAsync(request, cancellationToken);
            }
        }
    }
}
