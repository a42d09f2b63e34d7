using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Amazon.Pinpoint.Model;
using Pinpush.Client;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Values;

namespace Pinpush.AwsProvider.Apps;

/// <summary>An app's settings as JSON, member names as on the wire.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(SdkWord)])]
[JsonSerializable(typeof(WriteApplicationSettingsRequest))]
[JsonSerializable(typeof(ApplicationSettingsResource))]
internal sealed partial class SettingsJson : JsonSerializerContext
{
    /// <summary>The blocks that differ, whole: taking one out, or a member of it, sends 0 or an empty text, which is what is not set.</summary>
    /// <param name="state">The blocks that the app has; a missing one is not set.</param>
    public static WriteApplicationSettingsRequest Request(JsonObject state, JsonObject program)
    {
        var (there, wanted) = (Given.Of(AppShape.Settings, state), Given.Of(AppShape.Settings, program));
        var whole = Given.Complete(AppShape.Settings, program);
        foreach (var same in AppShape.Settings.Members.Select(m => m.Name).Where(n => Json.Same(there[n], wanted[n])))
        {
            whole.Remove(same);
        }

        // an object, not null
        return ShapeMapping.ToWire(AppShape.Settings, whole).Deserialize(Default.WriteApplicationSettingsRequest)!;
    }

    /// <summary>The blocks as properties; what is not set is left out.</summary>
    // an object, not null
    public static JsonObject Of(ApplicationSettingsResource settings) => ShapeMapping.FromWire(
        AppShape.Settings, (JsonObject)JsonSerializer.SerializeToNode(settings, Default.ApplicationSettingsResource)!, old: null);
}
