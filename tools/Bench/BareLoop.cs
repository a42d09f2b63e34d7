using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Pinpush.Bench;

/// <summary>The least that a program in .NET can do to send pushes: no store, no ledger, no outcome but the status.</summary>
internal sealed class BareLoop : IDisposable
{
    /// <summary>As many as the server's sender opens, each as full as it fills them.</summary>
    public const int Connections = 4, PushesAtOnce = 100;

    private const string Source = """
        "campaign_id":"0123456789abcdef0123456789abcdef","campaign_activity_id":"0123456789abcdef0123456789abcdef","treatment_id":"0"
        """;

    private readonly HttpMessageInvoker[] clients;
    private readonly Uri gateway;
    private readonly string authorization;

    /// <param name="authority">PEM file of the only root to trust; null for the system's.</param>
    public BareLoop(Uri gateway, ECDsa key, string? authority = null)
    {
        this.gateway = gateway;
        clients = [.. Enumerable.Range(0, Connections).Select(_ => new HttpMessageInvoker(Handler(authority)))];
        static string Base64(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
        var text = Base64(Encoding.ASCII.GetBytes($$"""{"alg":"ES256","kid":"{{CampaignStage.KeyId}}"}""")) + "."
            + Base64(
                Encoding.ASCII.GetBytes(
                    string.Create(CultureInfo.InvariantCulture, $$"""{"iss":"{{CampaignStage.Team}}","iat":{{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}}}""")));
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

    /// <summary>As long as the payload of the server's campaign: the message, and where it comes from.</summary>
    public static string Payload(string endpoint) =>
        $$"""{"aps":{"alert":{"title":"Hello","body":"World"} },"data":{"pinpoint":{"endpointId":"{{endpoint}}",{{Source}} } } }""";

    public void Dispose()
    {
        foreach (var client in clients)
        {
            client.Dispose();
        }
    }

    private static SocketsHttpHandler Handler(string? authority)
    {
        var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = false, UseProxy = false, ActivityHeadersPropagator = null };
        if (authority is not null)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(authority) },
                RevocationMode = X509RevocationMode.NoCheck,
            };
        }

        return handler;
    }

    private async Task SendAsync(HttpMessageInvoker client, int i, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway, "/3/device/" + Devices.Token(i)))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Payload($"endpoint-{i}"))),
        };
        request.Headers.TryAddWithoutValidation("authorization", authorization);
        request.Headers.TryAddWithoutValidation("apns-topic", CampaignStage.Topic);
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
