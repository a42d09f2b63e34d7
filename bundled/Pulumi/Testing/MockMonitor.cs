using System.Collections.Concurrent;
using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi.Testing;

/// <summary>Hands the declarations of a program under test to its mocks. It knows every feature but output values.</summary>
internal sealed class MockMonitor(IMocks mocks, string project, string stack) : IMonitor
{
    private readonly Lock _lock = new();
    private readonly List<Resource> _resources = [];
    private readonly ConcurrentDictionary<string, (string Id, Struct State)> _registered = new();

    /// <summary>In the order of their registration: the stack is the first.</summary>
    public ImmutableArray<Resource> Resources
    {
        get
        {
            lock (_lock)
            {
                return [.. _resources];
            }
        }
    }

    public Task<bool> SupportsAsync(string feature) => Task.FromResult(feature != "outputValues");

    public async Task<RegisterResourceResponse> RegisterAsync(Resource resource, RegisterResourceRequest request)
    {
        var urn = UrnOf(request.Parent, request.Type, request.Name);
        Remember(resource);
        if (request.Type == Stack.RootType)
        {
            return new RegisterResourceResponse { Urn = urn, Object = new Struct() };
        }

        var (id, state) = await mocks.NewResourceAsync(new MockResourceArgs
        {
            Type = request.Type,
            Name = request.Name,
            Inputs = Plain(request.Object),
            Provider = request.Provider,
            Id = request.ImportId,
        }).ConfigureAwait(false);
        id ??= request.ImportId;
        var outputs = await WireAsync(request.Name, state).ConfigureAwait(false);
        _registered[urn] = (id, outputs);
        return new RegisterResourceResponse { Urn = urn, Id = id, Object = outputs };
    }

    public async Task<ReadResourceResponse> ReadAsync(Resource resource, ReadResourceRequest request)
    {
        var urn = UrnOf(request.Parent, request.Type, request.Name);
        Remember(resource);
        var (_, state) = await mocks.NewResourceAsync(new MockResourceArgs
        {
            Type = request.Type,
            Name = request.Name,
            Inputs = Plain(request.Properties),
            Provider = request.Provider,
            Id = request.Id,
        }).ConfigureAwait(false);
        var outputs = await WireAsync(request.Name, state).ConfigureAwait(false);
        _registered[urn] = (request.Id, outputs);
        return new ReadResourceResponse { Urn = urn, Properties = outputs };
    }

    public Task RegisterOutputsAsync(RegisterResourceOutputsRequest request) => mocks.RegisterResourceOutputs(new MockRegisterResourceOutputsRequest(
        request.Urn,
        request.Outputs.Fields.ToImmutableDictionary(f => f.Key, f => new Output<object?>(Deserializer.Deserialize(f.Value)))));

    public async Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request)
    {
        if (request.Tok == "pulumi:pulumi:getResource")
        {
            return new ResourceInvokeResponse { Return = Registered(request.Args.Fields["urn"].StringValue) };
        }

        var result = await mocks.CallAsync(new MockCallArgs { Token = request.Tok, Args = Plain(request.Args), Provider = request.Provider })
            .ConfigureAwait(false);
        return new ResourceInvokeResponse { Return = await WireAsync(request.Tok, result).ConfigureAwait(false) };
    }

    public async Task<CallResponse> CallAsync(ResourceCallRequest request)
    {
        var result = await mocks.CallAsync(new MockCallArgs { Token = request.Tok, Args = Plain(request.Args), Provider = request.Provider })
            .ConfigureAwait(false);
        return new CallResponse { Return = await WireAsync(request.Tok, result).ConfigureAwait(false) };
    }

    public Task<string> RegisterPackageAsync(Pulumirpc.RegisterPackageRequest request) => Task.FromResult($"{request.Name}@{request.Version}");

    public Task ShutDownAsync() => Task.CompletedTask;

    private void Remember(Resource resource)
    {
        lock (_lock)
        {
            _resources.Add(resource);
        }
    }

    private Struct Registered(string urn) => _registered.TryGetValue(urn, out var known)
        ? new Struct { Fields = { ["urn"] = Value.ForString(urn), ["id"] = Value.ForString(known.Id), ["state"] = Value.ForStruct(known.State) } }
        : throw new InvalidOperationException($"No resource with the URN {urn} has been registered.");

    // Unlike the engine's: the stack counts as a parent, and of the parents only the outermost does.
    private string UrnOf(string parent, string type, string name)
    {
        var outermost = Urn.QualifiedTypeOf(parent).Split('$')[0];
        return $"urn:pulumi:{stack}::{project}::{(outermost.Length == 0 ? "" : $"{outermost}$")}{type}::{name}";
    }

    private static ImmutableDictionary<string, object> Plain(Struct? wire)
    {
        var plain = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (name, value) in wire?.Fields ?? [])
        {
            if (Deserializer.Deserialize(value) is { IsKnown: true, Value: { } known })
            {
                plain.Add(name, known);
            }
        }

        return plain.ToImmutable();
    }

    private static async Task<Struct> WireAsync(string context, object? state)
    {
        var wire = await new Serializer().SerializeAsync(context, state, keepResources: true, keepOutputValues: false).ConfigureAwait(false);
        return wire.StructValue
            ?? throw new InvalidOperationException($"{context}: a mock has to answer with a dictionary, not {state?.GetType().ToString() ?? "null"}.");
    }
}
