using System.Collections.Concurrent;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Providers;

/// <summary>The providers of a run by their references. Each is configured once, at its first use.</summary>
/// <param name="start">Starts the provider of a package; the second argument is the version, empty for any.</param>
/// <param name="olds">Provider entries of the state, for resources whose provider this run does not register.</param>
internal sealed class ProviderRegistry(Func<string, string, CancellationToken, Task<IProvider>> start, IEnumerable<ResourceState> olds) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<IProvider> started = [];
    private readonly Dictionary<string, ResourceState> known = olds.Where(o => o.IsProvider).GroupBy(o => $"{o.Urn}::{o.Id}")
        .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    /// <summary>Starts a provider that is to be registered; <see cref="Add"/> follows.</summary>
    /// <exception cref="Failure">It is not installed or does not come up.</exception>
    public async Task<IProvider> StartAsync(string package, PropertyMap inputs, CancellationToken cancellationToken)
    {
        var provider = await start(package, inputs.TextOf("version") ?? "", cancellationToken);
        started.Add(provider);
        return provider;
    }

    /// <summary>Makes a started provider known under the reference of its state.</summary>
    public void Add(IProvider provider, ResourceState state, CancellationToken cancellationToken) =>
        entries[Reference(state)] = new Entry(state, new Lazy<Task<IProvider>>(() => ConfigureAsync(provider, state, cancellationToken)));

    /// <exception cref="Failure">The reference names no provider, or the provider refuses its configuration.</exception>
    public Task<IProvider> GetAsync(string reference, CancellationToken cancellationToken) => entries.GetOrAdd(reference, key =>
    {
        var state = known.GetValueOrDefault(key)
            ?? throw new Failure($"The provider {key} is not known: neither this run registered it nor the state holds it.");
        return new Entry(state, new Lazy<Task<IProvider>>(async () =>
            await ConfigureAsync(await StartAsync(ProviderReference.Parse(key).Package, state.Inputs, cancellationToken), state, cancellationToken)));
    }).Provider.Value;

    /// <summary>The state of a provider of this run or of the state before it; null when there is none.</summary>
    public ResourceState? StateOf(string reference) => entries.TryGetValue(reference, out var entry) ? entry.State : known.GetValueOrDefault(reference);

    public Task CancelAsync(CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(started, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
            async (p, token) => await p.CancelAsync(token));

    public async ValueTask DisposeAsync() =>
        await Parallel.ForEachAsync(started, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (p, _) => await p.DisposeAsync());

    public static string Reference(ResourceState state) => new ProviderReference(state.Urn, state.Id.Length > 0 ? state.Id : Signatures.Unknown).ToString();

    private static async Task<IProvider> ConfigureAsync(IProvider provider, ResourceState state, CancellationToken cancellationToken)
    {
        await provider.ConfigureAsync(new ProviderCall { Urn = state.Urn, Id = state.Id, Inputs = state.Inputs }, cancellationToken);
        return provider;
    }

    private sealed record Entry(ResourceState State, Lazy<Task<IProvider>> Provider);
}
