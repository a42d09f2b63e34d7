using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Pinpush.Bench.Campaigns;

/// <summary>The least that a program with .NET's own client can do to send pushes: no store, no ledger, no outcome but the status.</summary>
internal sealed class BareLoop : IDisposable
{
    /// <summary>As @parse/node-apn is set up for the comparison.</summary>
    public const int Connections = 4, PushesAtOnce = 100;

    private readonly HttpMessageInvoker[] clients;
    private readonly CampaignStage stage;

    public BareLoop(CampaignStage stage)
    {
        this.stage = stage;
        clients = [.. Enumerable.Range(0, Connections).Select(_ => new HttpMessageInvoker(Handler(stage.Authority)))];
    }

    /// <summary>As many pushes as a campaign has.</summary>
    public Task<Sent> SendAsync(CancellationToken cancellationToken) => stage.MeasureAsync(stage.Count, Usage.Own, async stop =>
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Connections * PushesAtOnce).Select(worker => Task.Run(
            async () =>
            {
                for (int i; (i = Interlocked.Increment(ref next)) < stage.Count;)
                {
                    await SendAsync(clients[worker % Connections], i, stop);
                }
            }, stop)));
    }, cancellationToken);

    public void Dispose()
    {
        foreach (var client in clients)
        {
            client.Dispose();
        }
    }

    private static SocketsHttpHandler Handler(string authority)
    {
        var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = false, UseProxy = false, ActivityHeadersPropagator = null };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(authority) },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        return handler;
    }

    private async Task SendAsync(HttpMessageInvoker client, int i, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(stage.Gateway.Address, BarePush.ApnsPath(i)))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(BarePush.Apns($"endpoint-{i}"))),
        };
        foreach (var (name, value) in BarePush.ApnsHeaders)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await client.SendAsync(request, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new BenchmarkFailedException($"The gateway answered {(int)answer.StatusCode} to the bare loop.");
        }
    }
}
