using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon;
using Pinpush.AwsProvider.Apps;
using Pinpush.AwsProvider.Channels;
using Pinpush.AwsProvider.Tagging;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;
using Pinpush.PluginClient;

namespace Pinpush.AwsProvider;

/// <summary>The <c>aws:pinpoint/*</c> resources that Pinpoint's push side has, under the names and settings of the official plugin.</summary>
internal sealed class AwsPlugin : PinpointDefinition
{
    /// <summary>The version of the official plugin whose resources these are.</summary>
    private const string Version = "7.48.0";

    private readonly ProviderTags tags = new();

    public AwsPlugin()
    {
        Kinds = [new AppKind(tags), .. PushChannels.Apns, PushChannels.Gcm];
        Description = new("aws", "Pulumi", Version, "The Pinpoint part of the AWS provider.", AwsConfig.Settings, [.. Kinds.Select(k => k.Description)]);
    }

    public override PluginDescription Description { get; }

    public override IReadOnlyList<ResourceKind> Kinds { get; }

    public override void CheckConfig(JsonObject config, ICollection<Fault> faults)
    {
        base.CheckConfig(config, faults);
        foreach (var name in AwsConfig.NotDone.Where(n => IsSet(config[n])))
        {
            faults.Add(new(
                name, "this provider does not do that, and without it calls would go elsewhere or under another name: "
                    + "remove it, or use the official provider."));
        }

        if (config.Flag("skipRegionValidation") == false && config.Text("region") is { } region
            && RegionEndpoint.EnumerableAllRegions.All(r => r.SystemName != region))
        {
            faults.Add(new("region", $"'{region}' is no region of AWS. Give one, such as eu-central-1, or set skipRegionValidation."));
        }
    }

    public override PluginConnection Configure(JsonObject config)
    {
        tags.Read(config);
        return base.Configure(config);
    }

    protected override string? EndpointIn(JsonObject config) =>
        (config["endpoints"] as JsonArray)?.OfType<JsonObject>().Select(e => e.Text("pinpoint")).FirstOrDefault(e => !string.IsNullOrEmpty(e));

    private static bool IsSet(JsonNode? value) => value switch
    {
        null or JsonArray { Count: 0 } or JsonObject { Count: 0 } => false,
        JsonValue v => v.GetValueKind() is not JsonValueKind.False && !(v.TryGetValue<string>(out var text) && text.Length == 0),
        _ => true,
    };
}
