using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pulumirpc;

namespace Pulumi.Tests.Engine;

/// <summary>A monitor and an engine on loopback that answer as they are told to and keep every request.</summary>
internal sealed class ScriptedEngine : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedEngine()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(o => o.MaxReceiveMessageSize = null);
        builder.Services.AddSingleton(this);
        _app = builder.Build();
        _app.MapGrpcService<ScriptedMonitor>();
        _app.MapGrpcService<ScriptedLog>();
        Register = request => new RegisterResourceResponse
        {
            Urn = UrnOf(request.Parent, request.Type, request.Name),
            Id = request.Custom && !IsPreview ? $"{request.Name}-id" : "",
            Object = request.Object,
        };
    }

    /// <summary>host:port, as the environment of a program has it.</summary>
    // !: Kestrel has it
    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()["http://".Length..];

    public bool IsPreview { get; set; }

    public HashSet<string> Features { get; } = ["secrets", "resourceReferences", "aliasSpecs", "deletedWith", "replaceWith", "parameterization"];

    /// <summary>Everything that arrived, in order.</summary>
    public ConcurrentQueue<IMessage> Requests { get; } = new();

    public Func<RegisterResourceRequest, RegisterResourceResponse> Register { get; set; }

    public Func<ReadResourceRequest, ReadResourceResponse> Read { get; set; } = request =>
        new ReadResourceResponse { Urn = UrnOf(request.Parent, request.Type, request.Name) };

    public Func<ResourceInvokeRequest, ResourceInvokeResponse> Invoke { get; set; } = _ => new ResourceInvokeResponse { Return = new Struct() };

    public Func<ResourceCallRequest, CallResponse> Call { get; set; } = _ => new CallResponse { Return = new Struct() };

    public static async Task<ScriptedEngine> StartAsync()
    {
        var engine = new ScriptedEngine();
        await engine._app.StartAsync();
        return engine;
    }

    public IReadOnlyList<T> All<T>()
        where T : IMessage => [.. Requests.OfType<T>()];

    /// <summary>The registration of the resource with this name.</summary>
    public RegisterResourceRequest Registered(string name) => All<RegisterResourceRequest>().Single(r => r.Name == name);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    public static string UrnOf(string parent, string type, string name)
    {
        var above = parent.Length == 0 ? "" : parent.Split("::")[2];
        return $"urn:pulumi:dev::shop::{(above is "" or "pulumi:pulumi:Stack" ? "" : $"{above}$")}{type}::{name}";
    }
}
