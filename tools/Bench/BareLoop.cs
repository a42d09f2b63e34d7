using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Pinpush.Bench;

/// <summary>The least that a program in .NET can do to send pushes: no store, no ledger, no outcome but the status.</summary>
internal sealed class BareLoop : IDisposable
{
    public const string Topic = "com.example.app", Team = "TEAM123456", KeyId = "KEY1234567";

    private const string Source = """
        "campaign_id":"0123456789abcdef0123456789abcdef","campaign_activity_id":"0123456789abcdef0123456789abcdef","treatment_id":"0"
        """;

    /// <summary>As many as the server's sender opens, each as full as it fills them.</summary>
    private const int Connections = 4, PushesAtOnce = 100;

    private readonly HttpMessageInvoker[] clients = [.. Enumerable.Range(0, Connections).Select(_ => new HttpMessageInvoker(new SocketsHttpHandler { EnableMultipleHttp2Connections = false, UseProxy = false, ActivityHeadersPropagator = null }))];
    private readonly Uri gateway;
    private readonly string authorization;

    public BareLoop(Uri gateway, ECDsa key)
    {
        this.gateway = gateway;
        static string Base64(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
        var text = Base64(Encoding.ASCII.GetBytes($$"""{"alg":"ES256","kid":"{{KeyId}}"}""")) + "."
            + Base64(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"iss":"{{Team}}","iat":{{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}}}""")));
        authorization = $"bearer {text}.{Base64(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    public async Task SendAsync(int count, CancellationToken cancellationToken)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Connections * PushesAtOnce).Select(worker => Task.Run(
            async () =>
            {
                for (int i; (i = Interlocked.Increment(ref next)) < count;)
                {
                    await SendAsync(clients[worker % Connections], i, cancellationToken);
                }
            }, cancellationToken)));
    }

    public void Dispose()
    {
        foreach (var client in clients)
        {
            client.Dispose();
        }
    }

    private async Task SendAsync(HttpMessageInvoker client, int i, CancellationToken cancellationToken)
    {
        // As long as the payload of the server's campaign: the message, and where it comes from.
        var payload = Encoding.UTF8.GetBytes($$"""{"aps":{"alert":{"title":"Hello","body":"World"} },"data":{"pinpoint":{"endpointId":"endpoint-{{i}}",{{Source}} } } }""");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway, "/3/device/" + Devices.Token(i)))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(payload),
        };
        request.Headers.TryAddWithoutValidation("authorization", authorization);
        request.Headers.TryAddWithoutValidation("apns-topic", Topic);
        request.Headers.TryAddWithoutValidation("apns-push-type", "alert");
        request.Headers.TryAddWithoutValidation("apns-priority", "10");
        request.Headers.TryAddWithoutValidation("apns-id", Guid.NewGuid().ToString());
        using var answer = await client.SendAsync(request, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new BenchmarkFailedException($"The simulator answered {(int)answer.StatusCode} to the bare loop.");
        }
    }
}
