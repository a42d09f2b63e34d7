using System.Text.Json.Serialization;
using Amazon.Pinpoint.Model;

namespace Pinpush.AwsProvider.Channels;

/// <summary>The API's channel requests as JSON, member names as on the wire.</summary>
[JsonSourceGenerationOptions(UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(APNSChannelRequest))]
[JsonSerializable(typeof(APNSSandboxChannelRequest))]
[JsonSerializable(typeof(APNSVoipChannelRequest))]
[JsonSerializable(typeof(APNSVoipSandboxChannelRequest))]
[JsonSerializable(typeof(GCMChannelRequest))]
internal sealed partial class ChannelJson : JsonSerializerContext;
