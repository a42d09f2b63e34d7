using System.Text.Json.Serialization;

namespace Pinpush.Bench.Serving;

[JsonSerializable(typeof(ServerSettings))]
[JsonSerializable(typeof(ServerReady))]
[JsonSerializable(typeof(Usage))]
internal sealed partial class ServerJson : JsonSerializerContext;
