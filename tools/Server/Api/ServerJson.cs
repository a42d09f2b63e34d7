using System.Text.Json.Serialization;
using Pinpush.Server.Channels;
using Pinpush.Server.Templates;

namespace Pinpush.Server.Api;

/// <summary>JSON of what the server stores and the API does not know.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredChannel))]
[JsonSerializable(typeof(StoredTemplate))]
internal sealed partial class ServerJson : JsonSerializerContext;
