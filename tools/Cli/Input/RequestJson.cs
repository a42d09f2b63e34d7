using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Pinpoint.Model;
using Pinpush.Client;

namespace Pinpush.Cli.Input;

/// <summary>The API's requests as JSON, member names as on the wire. An unknown member is a fault: a criterion that is dropped would mean everybody.</summary>
/// <remarks>Case is not told apart since the SDK's <c>Tags</c> is <c>tags</c> on the wire.</remarks>
[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    Converters = [typeof(SdkWord)])]
[JsonSerializable(typeof(WriteSegmentRequest))]
[JsonSerializable(typeof(WriteCampaignRequest))]
internal sealed partial class RequestJson : JsonSerializerContext;
