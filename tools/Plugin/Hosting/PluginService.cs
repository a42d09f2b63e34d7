using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Values;
using Pulumirpc;

namespace Pinpush.Plugin.Hosting;

/// <summary>The provider service of one plugin: its settings and what the engine asks about it. Resources are in the other part.</summary>
internal sealed partial class PluginService(PluginDefinition plugin, EngineLog log) : ResourceProvider.ResourceProviderBase, IDisposable
{
    private readonly CancellationTokenSource cancelled = new();
    private PluginConnection? connection;
    private IReadOnlyList<string> secrets = [];

    public override Task<ProviderHandshakeResponse> Handshake(ProviderHandshakeRequest request, ServerCallContext context)
    {
        if (request.EngineAddress.Length > 0)
        {
            log.Attach(request.EngineAddress);
        }

        return Task.FromResult(new ProviderHandshakeResponse { AcceptSecrets = true, AcceptResources = true, SupportsAutonamingConfiguration = true });
    }

    public override Task<Empty> Attach(PluginAttach request, ServerCallContext context)
    {
        log.Attach(request.Address);
        return Task.FromResult(new Empty());
    }

    public override Task<PluginInfo> GetPluginInfo(Empty request, ServerCallContext context) =>
        Task.FromResult(new PluginInfo { Version = plugin.Description.Version });

    public override Task<GetSchemaResponse> GetSchema(GetSchemaRequest request, ServerCallContext context) =>
        Task.FromResult(new GetSchemaResponse { Schema = SchemaText.Of(plugin.Description) });

    public override Task<CheckResponse> CheckConfig(CheckRequest request, ServerCallContext context)
    {
        var given = PropertyBag.Of(request.News);
        var faults = new List<Fault>();
        if (given.Values.Select(v => v.Value).All(v => !Json.HasUnknown(v)))
        {
            Check(Settings(given), faults);
        }

        return Task.FromResult(new CheckResponse { Inputs = request.News, Failures = { faults.Select(Failure) } });
    }

    /// <summary>A change of settings never replaces the provider: whether a resource moves is told by its own Diff.</summary>
    public override Task<DiffResponse> DiffConfig(DiffRequest request, ServerCallContext context)
    {
        var (old, now) = (PropertyBag.Of(request.OldInputs ?? request.Olds), PropertyBag.Of(request.News));
        return Task.FromResult(Answer(new Plan(PropertyChanges.Between(old.Values, now.Values), new HashSet<string>())));
    }

    public override Task<ConfigureResponse> Configure(ConfigureRequest request, ServerCallContext context)
    {
        var given = request.Args is { Fields.Count: > 0 } args ? PropertyBag.Of(args) : FromVariables(request.Variables);
        var response = new ConfigureResponse { AcceptSecrets = true, AcceptResources = true, SupportsPreview = true, SupportsAutonamingConfiguration = true };
        if (given.Values.Any(v => Json.HasUnknown(v.Value)))
        {
            return Task.FromResult(response); // nothing is known yet, so no call can be made
        }

        var config = Settings(given);
        secrets = [.. given.SecretTexts(), .. new[] { config.Text("secretKey"), config.Text("token") }.OfType<string>()];
        var faults = new List<Fault>();
        Check(config, faults);
        if (faults.Count > 0)
        {
            throw Refused(StatusCode.InvalidArgument, string.Join(' ', faults.Select(f => $"{f.Path} {f.Reason}".TrimStart())));
        }

        try
        {
            connection?.Dispose();
            connection = plugin.Configure(config);
            return Task.FromResult(response);
        }
        catch (RefusedException e)
        {
            throw Refused(StatusCode.FailedPrecondition, e.Message);
        }

        RpcException Refused(StatusCode code, string why) => Refusal(code, PluginFaults.Hide($"provider {plugin.Description.Package}: {why}", secrets));
    }

    public override async Task<Empty> Cancel(Empty request, ServerCallContext context)
    {
        await cancelled.CancelAsync();
        return new Empty();
    }

    public void Dispose()
    {
        connection?.Dispose();
        cancelled.Dispose();
    }

    private string Tokens => string.Join(", ", plugin.Kinds.Select(k => k.Description.Token));

    private static RpcException Refusal(StatusCode code, string message) => new(new global::Grpc.Core.Status(code, message));

    private void Check(JsonObject config, List<Fault> faults)
    {
        faults.AddRange(ShapeRules.Check(plugin.Description.Config, config));
        plugin.CheckConfig(config, faults);
    }

    // The engine's own notes are no settings.
    private JsonObject Settings(PropertyBag given) => ConfigValues.Read(plugin.Description.Config, new(given.Values
        .Where(v => v.Key != "version" && !v.Key.StartsWith("__", StringComparison.Ordinal)).Select(v => KeyValuePair.Create(v.Key, v.Value?.DeepClone()))));

    // aws:config:region -> region
    private static PropertyBag FromVariables(IEnumerable<KeyValuePair<string, string>> variables) =>
        new(new(variables.Select(v => KeyValuePair.Create(v.Key.Split(':')[^1], (JsonNode?)v.Value))), []);

    private static CheckFailure Failure(Fault fault) => new() { Property = fault.Path, Reason = fault.Reason };

    private static DiffResponse Answer(Plan plan)
    {
        var response = new DiffResponse
        {
            Changes = plan.Changes.Count == 0 ? DiffResponse.Types.DiffChanges.DiffNone : DiffResponse.Types.DiffChanges.DiffSome,
            HasDetailedDiff = true,
            DeleteBeforeReplace = plan.DeleteFirst,
            Replaces = { plan.Replaces.Order(StringComparer.Ordinal) },
            Diffs = { plan.Changes.Select(c => c.Top).Distinct() },
        };
        foreach (var change in plan.Changes)
        {
            var kind = 2 * (int)change.Kind + (plan.Replaces.Contains(change.Top) ? 1 : 0); // ADD, ADD_REPLACE, DELETE, ...
            response.DetailedDiff[change.Path] = new PropertyDiff { Kind = (PropertyDiff.Types.Kind)kind, InputDiff = !change.IsOfState };
        }

        return response;
    }
}
