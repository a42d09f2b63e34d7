using System.Collections.Concurrent;
using System.Globalization;
using Pinpush.PulumiCli.Programs;
using Pinpush.PulumiCli.Projects;

namespace Pinpush.PulumiCli.Plugins;

/// <summary>Starts plugins: when a provider is needed, or before that while the program comes up.</summary>
internal sealed class PluginStarter(CommandHost host, Project project, StackConfig config) : IAsyncDisposable
{
    private readonly PluginFinder finder = new(host, project);
    private readonly ConcurrentDictionary<string, Task<PluginProcess>> ahead = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource over = new();
    private string? address;

    /// <summary>From here on plugins can be started. Those that are likely to be needed come up at once, as far as they are there.</summary>
    /// <remarks>One that nobody asks for ends with the run, and no fault of it counts.</remarks>
    /// <param name="address">Where the engine listens, <c>host:port</c>.</param>
    /// <param name="packages">Those that are likely to be needed, with their versions; empty for any.</param>
    public void Begin(string address, IEnumerable<(string Package, string Version)> packages)
    {
        this.address = address;
        foreach (var (package, version) in packages)
        {
            if (DebugPort(package) is null && finder.TryFind(package, version) is { } file)
            {
                ahead.GetOrAdd(file, _ => StartAsync(package, file, null, over.Token));
            }
        }
    }

    /// <exception cref="Failure">It is not installed or does not come up.</exception>
    public Task<PluginProcess> StartAsync(string package, string version, CancellationToken cancellationToken)
    {
        var port = DebugPort(package);
        var file = port is null ? finder.Find(package, version) : package;
        return ahead.TryRemove(file, out var early) ? early : StartAsync(package, file, port, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync(); // one that still comes up is not waited for
        foreach (var early in ahead.Values)
        {
            try
            {
                await (await early).DisposeAsync();
            }
            catch (Exception e) when (e is Failure or OperationCanceledException)
            {
                // Nobody needed it.
            }
        }

        over.Dispose();
    }

    private Task<PluginProcess> StartAsync(string package, string file, int? port, CancellationToken cancellationToken)
    {
        var environment = host.Environment.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
        environment.Remove(Secrets.Passphrase.Variable);
        environment["PULUMI_PROJECT"] = project.Name;
        environment["PULUMI_CONFIG"] = config.ToJson();
        foreach (var (name, value) in project.RuntimeOptions)
        {
            environment[$"PULUMI_RUNTIME_{name.ToUpperInvariant()}"] = value;
        }

        var engine = address ?? throw new InvalidOperationException("No plugin starts before the engine listens.");
        return PluginProcess.StartAsync(package, new ChildCommand(file, [], project.Folder), environment, engine, port, host.Time, cancellationToken);
    }

    // PULUMI_DEBUG_PROVIDERS=aws:1234,pinpoint:5678
    private int? DebugPort(string package) => (host.Variable("PULUMI_DEBUG_PROVIDERS") ?? "").Split(',')
        .Select(entry => entry.Split(':')).Where(entry => entry is [var name, _] && name == package)
        .Select(entry => int.TryParse(entry[1], CultureInfo.InvariantCulture, out var port) ? port : (int?)null).FirstOrDefault();
}
