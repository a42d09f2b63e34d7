using Grpc.Net.Client;

namespace Pulumi;

public sealed partial class Deployment
{
    /// <summary>400 MiB: what the engine sends and takes at most in one message.</summary>
    private const int LongestMessage = 400 << 20;

    /// <summary>Runs the program: to be the whole of <c>Main</c>.</summary>
    /// <returns>The exit code: 0; 1 when errors were logged; 32 when the engine has been told of an exception.</returns>
    /// <exception cref="InvalidOperationException">No engine started this process, or it is a run within a run.</exception>
    public static Task<int> RunAsync(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return RunAsync(() =>
        {
            action();
            return NoOutputs();
        });
    }

    /// <inheritdoc cref="RunAsync(Action)"/>
    /// <param name="func">Returns the stack's outputs.</param>
    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return RunAsync(() => Task.FromResult(func()));
    }

    /// <inheritdoc cref="RunAsync(Action)"/>
    public static Task<int> RunAsync(Func<Task> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return RunAsync(async () =>
        {
            await func().ConfigureAwait(false);
            return NoOutputs();
        });
    }

    /// <inheritdoc cref="RunAsync(Func{IDictionary{string, object}})"/>
    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(func);
        return RunProgramAsync(() => DeclareAsync(func, options));
    }

    /// <inheritdoc cref="RunAsync(Action)"/>
    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new() => RunProgramAsync(() => Declare(() => new TStack()));

    /// <inheritdoc cref="RunAsync(Action)"/>
    /// <param name="serviceProvider">Makes the stack.</param>
    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        return RunProgramAsync(() => Declare(() => Resolve<TStack>(serviceProvider)));
    }

    private static async Task<int> RunProgramAsync(Func<Task> program)
    {
        RefuseNesting();
        var (surroundings, monitor, engine) = Surroundings.FromEnvironment();
        using var toMonitor = Open(monitor);
        using var toEngine = Open(engine);
        var deployment = new Deployment(surroundings, new GrpcMonitor(toMonitor), new GrpcEngine(toEngine));
        Current.Value = deployment;
        var code = await deployment.ExecuteAsync(program).ConfigureAwait(false);
        Environment.ExitCode = code;
        return code;
    }

    // The engine is on this machine, whatever proxy the environment names. A registration keeps its stream until the
    // resource is there, so that more may be under way than one connection carries.
    private static GrpcChannel Open(string address) => GrpcChannel.ForAddress($"http://{address}", new GrpcChannelOptions
    {
        MaxReceiveMessageSize = LongestMessage,
        MaxSendMessageSize = LongestMessage,
        HttpHandler = new SocketsHttpHandler { UseProxy = false, EnableMultipleHttp2Connections = true },
        DisposeHttpClient = true,
    });

    private static void RefuseNesting()
    {
        if (IsRunning)
        {
            throw new InvalidOperationException("A deployment is running already: a run cannot start another one.");
        }
    }

    private static async Task DeclareAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options)
    {
        var stack = new Stack(options);
        stack.RegisterReturnedOutputs(await func().ConfigureAwait(false) ?? NoOutputs());
    }

    private static Task Declare(Func<Stack> create)
    {
        create().RegisterDeclaredOutputs();
        return Task.CompletedTask;
    }

    private static TStack Resolve<TStack>(IServiceProvider services)
        where TStack : Stack =>
        services.GetService(typeof(TStack)) as TStack
            ?? throw new InvalidOperationException($"The service provider has no {typeof(TStack)}: add it to the services.");

    private static IDictionary<string, object?> NoOutputs() => new Dictionary<string, object?>();
}
