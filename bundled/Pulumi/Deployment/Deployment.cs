using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Pulumi;

/// <summary>One run of a program. It lives in the async flow that <c>RunAsync</c> or <c>TestAsync</c> starts.</summary>
public sealed partial class Deployment
{
    private static readonly AsyncLocal<Deployment?> Current = new();

    private readonly DeploymentInstance _instance;

    private Deployment(Surroundings surroundings, IMonitor monitor, IEngine engine)
    {
        Surroundings = surroundings;
        Monitor = monitor;
        Engine = engine;
        Logger = new Logger(engine);
        _instance = new DeploymentInstance(this);
    }

    /// <summary>The run that the calling code is part of.</summary>
    /// <exception cref="InvalidOperationException">It is part of none.</exception>
    public static DeploymentInstance Instance => Running._instance;

    [SuppressMessage("Design", "CA1065", Justification = "The official property throws.")]
    internal static Deployment Running =>
        Current.Value ?? throw new InvalidOperationException("Trying to acquire Deployment.Instance before 'Run' was called.");

    internal static bool IsRunning => Current.Value is not null;

    internal Surroundings Surroundings { get; }

    internal IMonitor Monitor { get; }

    internal IEngine Engine { get; }

    internal Logger Logger { get; }

    internal Runner Runner { get; } = new();

    /// <summary>The engine's names of packages, each asked for once.</summary>
    internal ConcurrentDictionary<RegisterPackageRequest, Lazy<Task<string>>> PackageReferences { get; } = new();

    /// <summary>The root of all resources. Null until the program has made it.</summary>
    internal Stack? Stack { get; set; }

    /// <summary>Refuses to go on with an engine whose version is not in the range.</summary>
    public static Task RequirePulumiVersionAsync(string pulumiVersionRange) => Running.Engine.RequireVersionAsync(pulumiVersionRange);

    /// <summary>Keeps the run from ending before the task has. Outside a run nothing waits.</summary>
    internal static void Track(Task task) => Current.Value?.Runner.Track(task);

    /// <summary>Whether resources travel as references.</summary>
    internal async Task<bool> SendsReferencesAsync() => AcceptsReferences && await Monitor.SupportsAsync("resourceReferences").ConfigureAwait(false);

    internal static bool AcceptsReferences => !Switches.IsOn("PULUMI_DISABLE_RESOURCE_REFERENCES");
}
