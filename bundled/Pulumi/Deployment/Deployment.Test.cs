using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    /// <summary>Runs a program against mocks.</summary>
    /// <returns>What it registered; the stack is the first.</returns>
    /// <exception cref="RunException">One error was logged, or one exception escaped the program.</exception>
    /// <exception cref="AggregateException">Several were.</exception>
    public static async Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new() => await TestProgramAsync(mocks, options, () => Declare(() => new TStack())).ConfigureAwait(false);

    /// <inheritdoc cref="TestAsync{TStack}(IMocks, TestOptions)"/>
    /// <param name="serviceProvider">Makes the stack.</param>
    public static async Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(
        IMocks mocks, IServiceProvider serviceProvider, TestOptions? options = null)
        where TStack : Stack
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        return await TestProgramAsync(mocks, options, () => Declare(() => Resolve<TStack>(serviceProvider))).ConfigureAwait(false);
    }

    /// <summary>Runs a function against mocks.</summary>
    /// <returns>What it registered, without the stack; and the stack's outputs that it returned.</returns>
    /// <inheritdoc cref="TestAsync{TStack}(IMocks, TestOptions)"/>
    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<Task<IDictionary<string, object?>>> createResources)
    {
        ArgumentNullException.ThrowIfNull(createResources);
        var outputs = NoOutputs();
        var all = await TestProgramAsync(testMocks, testOptions, () => DeclareAsync(KeepAsync, null)).ConfigureAwait(false);
        return ([.. all.Where(r => r is not Pulumi.Stack)], outputs);

        async Task<IDictionary<string, object?>> KeepAsync() => outputs = await createResources().ConfigureAwait(false);
    }

    /// <inheritdoc cref="TestAsync(IMocks, TestOptions, Func{Task{IDictionary{string, object}}})"/>
    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<IDictionary<string, object?>> createResources)
    {
        ArgumentNullException.ThrowIfNull(createResources);
        return TestAsync(testMocks, testOptions, () => Task.FromResult(createResources()));
    }

    /// <inheritdoc cref="TestAsync(IMocks, TestOptions, Func{Task{IDictionary{string, object}}})"/>
    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Func<Task> createResources)
    {
        ArgumentNullException.ThrowIfNull(createResources);
        var (resources, _) = await TestAsync(testMocks, testOptions, async () =>
        {
            await createResources().ConfigureAwait(false);
            return NoOutputs();
        }).ConfigureAwait(false);
        return resources;
    }

    /// <inheritdoc cref="TestAsync(IMocks, TestOptions, Func{Task{IDictionary{string, object}}})"/>
    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources)
    {
        ArgumentNullException.ThrowIfNull(createResources);
        var (resources, _) = await TestAsync(testMocks, testOptions, () =>
        {
            createResources();
            return NoOutputs();
        }).ConfigureAwait(false);
        return resources;
    }

    private static async Task<ImmutableArray<Resource>> TestProgramAsync(IMocks mocks, TestOptions? options, Func<Task> program)
    {
        ArgumentNullException.ThrowIfNull(mocks);
        RefuseNesting();
        var surroundings = new Surroundings(
            options?.ProjectName ?? "project",
            options?.StackName ?? "stack",
            options?.OrganizationName ?? "organization",
            options?.RootDirectory,
            options?.IsPreview ?? true);
        var monitor = new MockMonitor(mocks, surroundings.Project, surroundings.Stack);
        var engine = new MockEngine();
        var deployment = new Deployment(surroundings, monitor, engine);
        Current.Value = deployment;
        await deployment.ExecuteAsync(program).ConfigureAwait(false);
        return engine.Errors.Count switch
        {
            0 => monitor.Resources,
            1 => throw new RunException(engine.Errors.Single()),
            _ => throw new AggregateException(engine.Errors.Select(e => new RunException(e))),
        };
    }
}
