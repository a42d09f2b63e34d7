using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;

namespace Pulumi;

/// <summary>The engine's resource monitor.</summary>
internal sealed class GrpcMonitor(ChannelBase channel) : IMonitor
{
    private readonly ResourceMonitor.ResourceMonitorClient _client = new(channel);
    private readonly ConcurrentDictionary<string, Lazy<Task<bool>>> _features = new();

    /// <summary>Asked once for each feature.</summary>
    public Task<bool> SupportsAsync(string feature) => _features.GetOrAdd(feature, id => new(() => AskAsync(id))).Value;

    public async Task<RegisterResourceResponse> RegisterAsync(Resource resource, RegisterResourceRequest request) =>
        await _client.RegisterResourceAsync(request).ConfigureAwait(false);

    public async Task<ReadResourceResponse> ReadAsync(Resource resource, ReadResourceRequest request) =>
        await _client.ReadResourceAsync(request).ConfigureAwait(false);

    public async Task RegisterOutputsAsync(RegisterResourceOutputsRequest request) =>
        await _client.RegisterResourceOutputsAsync(request).ConfigureAwait(false);

    public async Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request) => await _client.InvokeAsync(request).ConfigureAwait(false);

    public async Task<CallResponse> CallAsync(ResourceCallRequest request) => await _client.CallAsync(request).ConfigureAwait(false);

    public async Task<string> RegisterPackageAsync(Pulumirpc.RegisterPackageRequest request) =>
        (await _client.RegisterPackageAsync(request).ConfigureAwait(false)).Ref;

    public async Task ShutDownAsync()
    {
        try
        {
            await _client.SignalAndWaitForShutdownAsync(new Empty()).ConfigureAwait(false);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unimplemented)
        {
            // An older engine does not wait for anything.
        }
    }

    private async Task<bool> AskAsync(string feature) =>
        (await _client.SupportsFeatureAsync(new SupportsFeatureRequest { Id = feature }).ConfigureAwait(false)).HasSupport;
}
