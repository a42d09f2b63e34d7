using System.Text.Json.Serialization;

namespace Pinpush.Bench.Gateway;

[JsonSerializable(typeof(GatewaySettings))]
[JsonSerializable(typeof(GatewayCounts))]
internal sealed partial class GatewayJson : JsonSerializerContext;
