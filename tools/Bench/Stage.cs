using System.Text.Json.Nodes;
using Pinpush.Fakes;
using Pinpush.Fakes.Apns;
using Pinpush.Server;
using Pinpush.Server.Hosting;

namespace Pinpush.Bench;

/// <summary>A server on an empty folder, and an APNs simulator that only counts, both in this process: what is compared pays the same for its peers.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly HttpClient http = new();

    private Stage(string folder, ApnsSimulator apns, PinpushServer server)
    {
        (Folder, Apns, Server) = (folder, apns, server);
        Signer = new RequestSigner(server.AccessKeyId, server.SecretAccessKey, server.Address);
    }

    public string Folder { get; }

    public ApnsSimulator Apns { get; }

    public PinpushServer Server { get; }

    public RequestSigner Signer { get; }

    /// <param name="tls">Whether the server pushes over TLS, or HTTP/2 in clear text.</param>
    public static async Task<Stage> StartAsync(bool tls, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("pinpush-bench-").FullName;
        var apns = await ApnsSimulator.StartAsync(new SimulatorOptions { AuthorityFolder = folder, Inbox = new Inbox(capacity: 0) }, cancellationToken);
        return new Stage(folder, apns, await PinpushServer.StartAsync(new ServerOptions
        {
            Url = new Uri("http://127.0.0.1:0"),
            DataFolder = Path.Combine(folder, "data"),
            KeyFile = Path.Combine(folder, "server.key"),
            ApnsGateway = tls ? apns.TlsAddress : apns.ClearAddress,
            GatewayCaFile = apns.Authority.CaPath,
        }, cancellationToken));
    }

    /// <summary>One call outside the measured time; gives the answer's body.</summary>
    public async Task<JsonNode> CallAsync(string method, string path, JsonNode? body, CancellationToken cancellationToken)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(body?.ToJsonString() ?? "");
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Server.Address, path)) { Content = new ByteArrayContent(bytes) };
        foreach (var (name, value) in Signer.Headers(method, path, bytes))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await http.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! // every success has a body
            : throw new BenchmarkFailedException($"{method} {path} was answered {(int)answer.StatusCode}: {text}");
    }

    /// <summary>Makes an app and gives its id.</summary>
    public async Task<string> AppAsync(CancellationToken cancellationToken) =>
        (await CallAsync("POST", "/v1/apps", new JsonObject { ["Name"] = "bench" }, cancellationToken))["Id"]!.GetValue<string>(); // an app has an id

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Server.DisposeAsync();
        await Apns.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
