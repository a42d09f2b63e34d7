using System.Text;
using Pinpush.Gateways.Http2;

namespace Pinpush.Gateways.Transport;

/// <summary>The headers that say where a request goes.</summary>
internal static class RequestTarget
{
    /// <summary>Method, scheme and authority of a POST, as a header block.</summary>
    public static byte[] Of(Uri gateway)
    {
        using var block = new HeaderBlock(stackalloc byte[300]);
        block.Add(HeaderBlock.MethodPost);
        block.Add(gateway.Scheme == Uri.UriSchemeHttps ? HeaderBlock.SchemeHttps : HeaderBlock.SchemeHttp);
        block.Add(HeaderBlock.Authority, Encoding.ASCII.GetBytes(gateway.IdnHost + (gateway.IsDefaultPort ? "" : $":{gateway.Port}")));
        return block.Bytes.ToArray();
    }
}
