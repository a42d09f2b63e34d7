using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Amazon.Pinpoint.Model;
using Pinpush.Client;
using Pinpush.Plugin.Describing;

namespace Pinpush.AwsProvider.Apps;

/// <summary>An app's settings as JSON, member names as on the wire.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(SdkWord)])]
[JsonSerializable(typeof(WriteApplicationSettingsRequest))]
[JsonSerializable(typeof(ApplicationSettingsResource))]
internal sealed partial class SettingsJson : JsonSerializerContext
{
    /// <summary>Null when the program has none of the blocks.</summary>
    public static WriteApplicationSettingsRequest? Request(JsonObject inputs)
    {
        var wire = ShapeMapping.ToWire(AppShape.Settings, inputs);
        return wire.Count == 0 ? null : wire.Deserialize(Default.WriteApplicationSettingsRequest);
    }

    // an object, not null
    public static JsonObject Of(ApplicationSettingsResource settings) =>
        (JsonObject)JsonSerializer.SerializeToNode(settings, Default.ApplicationSettingsResource)!;
}
