using System.Net;

namespace Pinpush.Gateways.Transport;

/// <summary>The body of one push. HTTP/2 asks for it once the peer has given the request a stream, so it knows whether the push has left.</summary>
internal sealed class GatewayRequest(ReadOnlyMemory<byte> payload) : HttpContent
{
    private SemaphoreSlim? place;

    /// <summary>Until this is true nothing can have arrived.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>A POST over HTTP/2 and nothing else.</summary>
    public HttpRequestMessage To(Uri address) => new(HttpMethod.Post, address)
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Content = this,
    };

    /// <summary>Takes over a place among those who wait for a stream, to give it back when the push leaves.</summary>
    public void Hold(SemaphoreSlim waiting) => place = waiting;

    /// <summary>Gives the place back unless that was done.</summary>
    public void GiveUpPlace() => Interlocked.Exchange(ref place, null)?.Release();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasLeft = true;
        GiveUpPlace();
        return stream.WriteAsync(payload, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = payload.Length;
        return true;
    }
}
