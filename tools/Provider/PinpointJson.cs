using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Pinpoint.Model;
using Pinpush.Client;

namespace Pinpush.Provider;

/// <summary>The API's requests and answers as JSON, member names as on the wire.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(SdkWord)])]
[JsonSerializable(typeof(WriteSegmentRequest))]
[JsonSerializable(typeof(SegmentResponse))]
[JsonSerializable(typeof(WriteCampaignRequest))]
[JsonSerializable(typeof(CampaignResponse))]
[JsonSerializable(typeof(PushNotificationTemplateRequest))]
[JsonSerializable(typeof(PushNotificationTemplateResponse))]
internal sealed partial class PinpointJson : JsonSerializerContext
{
    public static T Request<T>(JsonObject wire, JsonTypeInfo<T> type) => wire.Deserialize(type)!; // an object, not null

    public static JsonObject Answer<T>(T answer, JsonTypeInfo<T> type) => (JsonObject)JsonSerializer.SerializeToNode(answer, type)!; // likewise
}
