using System.Globalization;
using System.Text.Json;

namespace Pinpush.Bench.Gateway;

/// <summary>The gateway in a process of its own, so that what it costs is not taken for the server's.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private readonly Child child;

    private GatewayProcess(Child child, Uri address) => (this.child, Address) = (child, address);

    /// <summary>On 127.0.0.1, with https when there is an authority.</summary>
    public Uri Address { get; }

    public static async Task<GatewayProcess> StartAsync(GatewaySettings settings, CancellationToken cancellationToken)
    {
        var child = Child.Start("gateway", JsonSerializer.Serialize(settings, GatewayJson.Default.GatewaySettings));
        var port = (await child.HearAsync(cancellationToken)).GetProperty("port").GetInt32();
        return new GatewayProcess(child, new UriBuilder(settings.AuthorityFolder is null ? "http" : "https", "127.0.0.1", port).Uri);
    }

    /// <summary>Begins to count anew.</summary>
    /// <param name="silentEvery">One request in so many is never answered; 0 for none.</param>
    public Task ResetAsync(int silentEvery, CancellationToken cancellationToken) => AskAsync("reset", silentEvery, cancellationToken);

    /// <summary>Answers also those that were never to be answered.</summary>
    public Task AnswerAllAsync(CancellationToken cancellationToken) => AskAsync("answer", 0, cancellationToken);

    /// <summary>How many requests ended; a question that costs the gateway nothing.</summary>
    public async Task<int> EndedAsync(CancellationToken cancellationToken) => (await AskAsync("ended", 0, cancellationToken)).GetProperty("ended").GetInt32();

    /// <param name="mark">The place in the order of arrival whose time is asked for, from 1.</param>
    public async Task<GatewayCounts> CountsAsync(int mark, CancellationToken cancellationToken) =>
        (await AskAsync("counts", mark, cancellationToken)).Deserialize(GatewayJson.Default.GatewayCounts)!; // it answers with counts

    public ValueTask DisposeAsync() => child.DisposeAsync();

    private Task<JsonElement> AskAsync(string word, int number, CancellationToken cancellationToken) =>
        child.AskAsync(string.Create(CultureInfo.InvariantCulture, $"{word} {number}"), cancellationToken);
}
