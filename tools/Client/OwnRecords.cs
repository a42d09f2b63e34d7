using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pinpush.Client;

/// <summary>How many endpoints a segment holds now.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Reachable">Those that would get a push: active, not opted out.</param>
public sealed record AudienceSize(long Total, long Reachable);

/// <summary>The one send that there is under the name of a run.</summary>
/// <param name="Started">ISO 8601, UTC.</param>
public sealed record SentRun(string Run, string ApplicationId, string CampaignId, string Started);

/// <summary>What a pinpush server answers under <c>/pinpush/</c>.</summary>
[JsonSerializable(typeof(AudienceSize))]
[JsonSerializable(typeof(SentRun))]
[JsonSerializable(typeof(IReadOnlyList<JsonElement>))]
internal sealed partial class OwnJson : JsonSerializerContext;
