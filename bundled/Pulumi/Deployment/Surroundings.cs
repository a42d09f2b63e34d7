using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi;

/// <summary>What a program is run for.</summary>
/// <param name="Root">The folder of Pulumi.yaml; null when the engine did not say.</param>
internal sealed record Surroundings(string Project, string Stack, string Organization, string? Root, bool IsDryRun)
{
    /// <summary>The stack's configuration by full key; secrets are plain here.</summary>
    public ImmutableDictionary<string, string> Config { get; init; } = ReadConfig();

    /// <summary>The folder, the engine's address and the monitor's address as the engine set them for this process.</summary>
    /// <exception cref="InvalidOperationException">No engine started this process.</exception>
    public static (Surroundings Surroundings, string Monitor, string Engine) FromEnvironment()
    {
        var monitor = Required("PULUMI_MONITOR");
        var engine = Required("PULUMI_ENGINE");
        var project = Required("PULUMI_PROJECT");
        var stack = Required("PULUMI_STACK");
        if (!bool.TryParse(Required("PULUMI_DRY_RUN"), out var isDryRun)
            || !bool.TryParse(Required("PULUMI_QUERY_MODE"), out _)
            || !int.TryParse(Required("PULUMI_PARALLEL"), out _))
        {
            throw NoEngine();
        }

        var organization = Environment.GetEnvironmentVariable("PULUMI_ORGANIZATION") is { Length: > 0 } name ? name : "organization";
        return (new(project, stack, organization, Environment.GetEnvironmentVariable("PULUMI_ROOT_DIRECTORY"), isDryRun), monitor, engine);
    }

    private static string Required(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : throw NoEngine();

    private static InvalidOperationException NoEngine() => new("Program run without the Pulumi engine available; re-run using the `pulumi` CLI");

    private static ImmutableDictionary<string, string> ReadConfig()
    {
        var text = Environment.GetEnvironmentVariable("PULUMI_CONFIG");
        var values = string.IsNullOrEmpty(text) ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(text);
        return (values ?? []).ToImmutableDictionary(v => Fold(v.Key), v => v.Value);
    }

    /// <summary>The old form of a key, <c>ns:config:name</c>, is <c>ns:name</c> too.</summary>
    private static string Fold(string key) => key.Split(':', 3) is [var ns, "config", var name] ? $"{ns}:{name}" : key;
}
