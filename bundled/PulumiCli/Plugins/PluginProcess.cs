using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using Pinpush.PulumiCli.Programs;
using Pulumirpc;

namespace Pinpush.PulumiCli.Plugins;

/// <summary>A running plugin: its process and the channel to it.</summary>
internal sealed class PluginProcess : IAsyncDisposable
{
    /// <summary>The same in both directions, as the official CLI has it.</summary>
    public const int LargestMessage = 400 * 1024 * 1024;

    /// <summary>From the start to the first answer; a plugin that builds itself first needs long.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly ChildProcess? process;
    private readonly GrpcChannel channel;

    private PluginProcess(string package, ChildProcess? process, GrpcChannel channel)
    {
        (Package, this.process, this.channel) = (package, process, channel);
        Client = new ResourceProvider.ResourceProviderClient(channel);
    }

    public string Package { get; }

    public ResourceProvider.ResourceProviderClient Client { get; }

    public ProviderHandshakeResponse? Handshake { get; private set; }

    /// <summary>Starts the plugin, reads its port and shakes hands.</summary>
    /// <param name="port">Set when the plugin runs already (PULUMI_DEBUG_PROVIDERS); nothing is started then.</param>
    /// <exception cref="Failure">It does not come up.</exception>
    public static async Task<PluginProcess> StartAsync(
        string package, ChildCommand command, IReadOnlyDictionary<string, string> environment, string engineAddress, int? port, TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(StartLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var child = port is null ? ChildProcess.Start(command with { Arguments = [.. command.Arguments, engineAddress] }, environment, time) : null;
        PluginProcess? plugin = null;
        try
        {
            var number = port ?? await ReadPortAsync(package, child!, either.Token); // not null: started when there is no port
            plugin = new PluginProcess(package, child, GrpcChannel.ForAddress($"http://127.0.0.1:{number}", new GrpcChannelOptions
            {
                MaxReceiveMessageSize = LargestMessage,
                MaxSendMessageSize = LargestMessage,
                HttpHandler = new SocketsHttpHandler { UseProxy = false, ConnectTimeout = StartLimit, EnableMultipleHttp2Connections = true },
            }));
            await plugin.ShakeHandsAsync(command, engineAddress, attach: port is not null, either.Token);
            return plugin;
        }
        catch (Exception e) when (e is OperationCanceledException or RpcException or Failure)
        {
            await (plugin is null ? child?.DisposeAsync() ?? ValueTask.CompletedTask : plugin.DisposeAsync());
            cancellationToken.ThrowIfCancellationRequested();
            throw e as Failure
                ?? new Failure(
                    $"The plugin of provider '{package}' ({command.File}) did not come up: "
                        + $"{(e as RpcException)?.Status.Detail ?? $"no answer within {StartLimit.TotalSeconds:0} s"}");
        }
    }

    /// <summary>Whether the process is gone; a connection that broke with it may be noticed a moment earlier.</summary>
    public Task<bool> HasEndedAsync() => process?.HasEndedAsync() ?? Task.FromResult(false);

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync();
        }

        channel.Dispose();
    }

    // The first line of its output is the decimal port; what comes later is not for the user.
    private static async Task<int> ReadPortAsync(string package, ChildProcess child, CancellationToken cancellationToken)
    {
        var error = child.Error.ReadToEndAsync(CancellationToken.None);
        var line = await child.Output.ReadLineAsync(cancellationToken);
        if (int.TryParse(line?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            _ = child.Output.ReadToEndAsync(CancellationToken.None); // keeps the pipe empty, so that it cannot block
            return port;
        }

        if (line is null)
        {
            await child.WaitForExitAsync(cancellationToken);
            throw new Failure($"The plugin of provider '{package}' ended with code {child.ExitCode} before it said its port: {(await error).Trim()}");
        }

        throw new Failure($"The plugin of provider '{package}' has to print its port first, but printed: {line}");
    }

    private async Task ShakeHandsAsync(ChildCommand command, string engineAddress, bool attach, CancellationToken cancellationToken)
    {
        var request = new ProviderHandshakeRequest
        {
            EngineAddress = engineAddress,
            ConfigureWithUrn = true,
            InvokeWithPreview = true,
            SupportsRefreshBeforeUpdate = true,
        };
        if (attach)
        {
            await TolerantAsync(Client.AttachAsync(new PluginAttach { Address = engineAddress }, cancellationToken: cancellationToken).ResponseAsync);
        }
        else
        {
            var folder = Path.GetDirectoryName(command.File) ?? "/";
            (request.RootDirectory, request.ProgramDirectory) = (folder, folder);
        }

        Handshake = await TolerantAsync(Client.HandshakeAsync(request, new CallOptions(cancellationToken: cancellationToken).WithWaitForReady()).ResponseAsync);
    }

    /// <summary>Null when the plugin does not know the method.</summary>
    public static async Task<T?> TolerantAsync<T>(Task<T> call)
        where T : class
    {
        try
        {
            return await call;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unimplemented)
        {
            return null;
        }
    }
}
