using System.Text;
using System.Text.Json.Nodes;

namespace Pinpush.Bench;

/// <summary>Signed calls to a server, outside the measured time.</summary>
internal sealed class Api(Uri server, string keyId, string secret) : IDisposable
{
    private readonly HttpClient http = new();

    public Uri Server => server;

    public RequestSigner Signer { get; } = new(keyId, secret, server);

    /// <summary>Gives the answer's body.</summary>
    /// <exception cref="BenchmarkFailedException">The answer is no success.</exception>
    public async Task<JsonNode> CallAsync(string method, string path, JsonNode? body, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(body?.ToJsonString() ?? "");
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server, path)) { Content = new ByteArrayContent(bytes) };
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

    public void Dispose() => http.Dispose();
}
