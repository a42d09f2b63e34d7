using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Trouble;

/// <summary>Runs <c>trouble.mjs</c>, whose head says what it can do.</summary>
internal sealed class TroubledGateway : IAsyncDisposable
{
    private PeerProgram node = null!; // set on starting

    public Uri Address { get; private set; } = null!; // likewise

    /// <param name="streams">How many it takes at a time on each connection; null for any number.</param>
    public static async Task<TroubledGateway> StartAsync(int? streams = null)
    {
        Need.Node();
        var gateway = new TroubledGateway
        {
            node = PeerProgram.Start("node", Path.Combine(AppContext.BaseDirectory, "Trouble", "trouble.mjs"), $"{streams}"),
        };
        gateway.Address = new Uri($"http://127.0.0.1:{int.Parse(await gateway.node.LineAsync(), CultureInfo.InvariantCulture)}");
        return gateway;
    }

    /// <param name="fault">One that the program's head names.</param>
    /// <param name="after">So many requests are still answered.</param>
    public Task BeginAsync(string fault, int after, int count, (string Name, string Value)? header = null) => node.AskAsync(new JsonObject
    {
        ["fault"] = fault,
        ["after"] = after,
        ["count"] = count,
        ["headers"] = header is { } h ? new JsonObject { [h.Name] = h.Value } : null,
    }.ToJsonString());

    /// <summary>Ends the trouble.</summary>
    public Task HealAsync() => BeginAsync("well", after: 0, count: 0);

    /// <summary>So the token endpoint answers the next times.</summary>
    public Task GrantAsync(int status, string type, string body, int count) => node.AskAsync(new JsonObject
    {
        ["token"] = new JsonObject { ["status"] = status, ["type"] = type, ["body"] = body },
        ["count"] = count,
    }.ToJsonString());

    public async Task<Report> ReportAsync()
    {
        var told = await node.AskAsync("{}");
        return new Report(
            told.GetProperty("processed").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32()),
            told.GetProperty("requests").GetInt32(), told.GetProperty("left").GetInt32());
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    /// <param name="Processed">How often each address may have got a push.</param>
    /// <param name="Left">How often the trouble comes yet.</param>
    internal sealed record Report(IReadOnlyDictionary<string, int> Processed, int Requests, int Left);
}
