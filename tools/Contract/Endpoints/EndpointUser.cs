using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>The user of the endpoint.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape EndpointUser.</remarks>
public sealed record EndpointUser
{
    [JsonConverter(typeof(GivenOnly<IReadOnlyList<string>>))]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? UserAttributes { get; init; }
    public string? UserId { get; init; }
}
