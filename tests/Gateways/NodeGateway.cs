using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Pinpush.Shared.Tests;

namespace Pinpush.Gateways.Tests;

/// <summary>Runs <c>gateway.mjs</c>.</summary>
internal sealed class NodeGateway : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Process process;

    private NodeGateway(Process process) => this.process = process;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <param name="streams">How many streams a connection may have at first; null is no limit.</param>
    public static async Task<NodeGateway> StartAsync(string? apnsPublic, string? fcmPublic, (string Key, string Certificate)? tls = null, int? streams = null)
    {
        Need.Node();
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "gateway.mjs")])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.Environment["APNS_PUBLIC"] = apnsPublic ?? "";
        start.Environment["FCM_PUBLIC"] = fcmPublic ?? "";
        start.Environment["STREAMS"] = streams?.ToString(CultureInfo.InvariantCulture) ?? "";
        start.Environment["TLS_KEY"] = tls?.Key ?? "";
        start.Environment["TLS_CERT"] = tls?.Certificate ?? "";
        var gateway = new NodeGateway(Process.Start(start) ?? throw new InvalidOperationException("node did not start"));
        var port = (await gateway.NextAsync()).GetProperty("port").GetInt32();
        gateway.Address = new Uri($"{(tls is null ? "http://127.0.0.1" : "https://localhost")}:{port}");
        return gateway;
    }

    /// <summary>The next request that arrived.</summary>
    public async Task<JsonElement> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var line = await process.StandardOutput.ReadLineAsync(patience.Token);
        return JsonElement.Parse(line ?? throw new InvalidOperationException("the gateway has ended"));
    }

    /// <summary>All requests that arrived up to the one with this path's end.</summary>
    public async Task<IReadOnlyList<JsonElement>> UpToAsync(string end)
    {
        var requests = new List<JsonElement>();
        do
        {
            requests.Add(await NextAsync());
        }
        while (!PathOf(requests[^1]).EndsWith(end, StringComparison.Ordinal));
        return requests;
    }

    public static string PathOf(JsonElement request) => request.GetProperty("path").GetString()!; // every request has one

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
