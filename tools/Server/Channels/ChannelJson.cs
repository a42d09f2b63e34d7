using System.Text.Json.Serialization;

namespace Pinpush.Server.Channels;

/// <summary>JSON of what is stored of a channel and the API does not know.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredChannel))]
internal sealed partial class ChannelJson : JsonSerializerContext;
