using System.Text.Json.Nodes;
using Amazon.Pinpoint;
using Pinpush.Server;
using Pinpush.Server.Hosting;

namespace Pinpush.Plugin.Tests;

/// <summary>A server and a configured plugin, and what an engine does with them.</summary>
internal sealed class PluginStage : IAsyncDisposable
{
    public const string Region = "eu-central-1";
    private readonly DirectoryInfo folder;
    private readonly string package;

    private PluginStage(string package, DirectoryInfo folder, PinpushServer server, PluginDriver plugin) =>
        (this.package, this.folder, Server, Plugin) = (package, folder, server, plugin);

    public PinpushServer Server { get; }

    public PluginDriver Plugin { get; private set; }

    /// <summary>The settings that lead to the server.</summary>
    public JsonObject Config => new() { ["region"] = Region, ["accessKey"] = Server.AccessKeyId, ["secretKey"] = Secret(Server.SecretAccessKey) };

    /// <summary>Calls of the API beside those of the plugin.</summary>
    public AmazonPinpointClient Client() =>
        new(Server.AccessKeyId, Server.SecretAccessKey, new AmazonPinpointConfig { ServiceURL = Server.Address.ToString(), AuthenticationRegion = Region });

    public static async Task<PluginStage> StartAsync(string package)
    {
        var folder = Directory.CreateTempSubdirectory("pinpush-plugin-");
        var server = await PinpushServer.StartAsync(new ServerOptions
        {
            Url = new Uri("http://127.0.0.1:0"),
            DataFolder = Path.Combine(folder.FullName, "data"),
            KeyFile = Path.Combine(folder.FullName, "server.key"),
            ApnsGateway = new Uri("http://127.0.0.1:9"),
            FcmGateway = new Uri("http://127.0.0.1:9"),
            FcmTokenUri = new Uri("http://127.0.0.1:9"),
        }, CancellationToken.None);
        var stage = new PluginStage(package, folder, server, await PluginDriver.StartAsync($"pulumi-resource-{package}", Environment(server)));
        await stage.Plugin.DoneAsync("configure", new() { ["args"] = stage.Config });
        return stage;
    }

    public static Dictionary<string, string> Environment(PinpushServer server) =>
        new() { ["AWS_ENDPOINT_URL_PINPOINT"] = server.Address.ToString().TrimEnd('/') };

    /// <summary>The value as a secret on the wire.</summary>
    public static JsonObject Secret(JsonNode value) => new() { ["4dabf18193072939515e22adb298388d"] = "1b47061264138c4ac30d75fd1eb44270", ["value"] = value };

    public static string Unknown => "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    public static string Urn(string type, string name) => $"urn:pulumi:dev::shop::{type}::{name}";

    /// <summary>Check as an engine calls it; gives the answer.</summary>
    public Task<JsonObject> CheckAsync(string urn, JsonObject inputs, JsonObject? old = null) =>
        Plugin.DoneAsync("check",
            new() { ["urn"] = urn, ["news"] = inputs.DeepClone(), ["olds"] = old?.DeepClone() ?? new JsonObject(), ["randomseed"] = urn });

    /// <summary>Check without any failure, then Create.</summary>
    public async Task<Made> CreateAsync(string urn, JsonObject inputs)
    {
        var answer = await CheckAsync(urn, inputs);
        Assert.True(answer["failuresList"]!.AsArray().Count == 0, answer.ToJsonString()); // the driver fills in every list
        var judged = answer["inputs"]!.AsObject(); // checked inputs come back
        var made = await Plugin.DoneAsync("create", new() { ["urn"] = urn, ["properties"] = judged.DeepClone() });
        return new(urn, made["id"]!.GetValue<string>(), judged, made["properties"]!.AsObject()); // an answer to Create has both
    }

    public Task<JsonObject> DiffAsync(Made made, JsonObject inputs) => Plugin.DoneAsync("diff", DiffRequest(made, inputs));

    public static JsonObject DiffRequest(Made made, JsonObject inputs) => new()
    {
        ["urn"] = made.Urn,
        ["id"] = made.Id,
        ["olds"] = made.Outputs.DeepClone(),
        ["oldInputs"] = made.Inputs.DeepClone(),
        ["news"] = inputs.DeepClone(),
    };

    public async Task<Made> UpdateAsync(Made made, JsonObject inputs)
    {
        var updated = await Plugin.DoneAsync("update", DiffRequest(made, inputs));
        return made with { Inputs = inputs, Outputs = updated["properties"]!.AsObject() }; // an answer to Update has them
    }

    /// <summary>A refresh; null when it is gone.</summary>
    public async Task<Made?> RefreshAsync(Made made)
    {
        var read = await Plugin.DoneAsync("read",
            new() { ["urn"] = made.Urn, ["id"] = made.Id, ["properties"] = made.Outputs.DeepClone(), ["inputs"] = made.Inputs.DeepClone() });
        // the driver fills in the id
        return read["id"]!.GetValue<string>().Length == 0 ? null : made with { Inputs = read["inputs"]!.AsObject(), Outputs = read["properties"]!.AsObject() };
    }

    public async Task<Made> ImportAsync(string urn, string id)
    {
        var read = await Plugin.DoneAsync("read", new() { ["urn"] = urn, ["id"] = id });
        Assert.Equal(id, read["id"]!.GetValue<string>()); // the driver fills in the id
        return new(urn, id, read["inputs"]!.AsObject(), read["properties"]!.AsObject()); // there: it has both
    }

    public Task DeleteAsync(Made made) => Plugin.DoneAsync("delete", new()
    {
        ["urn"] = made.Urn,
        ["id"] = made.Id,
        ["properties"] = made.Outputs.DeepClone(),
        ["oldInputs"] = made.Inputs.DeepClone(),
    });

    public async ValueTask DisposeAsync()
    {
        await Plugin.DisposeAsync();
        await Server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    public override string ToString() => package;
}

/// <summary>A resource as an engine has it in its state.</summary>
internal sealed record Made(string Urn, string Id, JsonObject Inputs, JsonObject Outputs)
{
    /// <summary>The inputs with one member changed; null removes it.</summary>
    public JsonObject With(string name, JsonNode? value)
    {
        var changed = (JsonObject)Inputs.DeepClone();
        changed.Remove(name);
        if (value is not null)
        {
            changed[name] = value;
        }

        return changed;
    }
}
