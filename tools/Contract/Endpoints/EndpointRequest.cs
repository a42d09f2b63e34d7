using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>Creates or changes an endpoint: a member left out stays, an attribute that is given replaces its value list.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape EndpointRequest.</remarks>
public record EndpointRequest
{
    public string? Address { get; init; }
    [JsonConverter(typeof(GivenOnly<IReadOnlyList<string>>))]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Attributes { get; init; }
    public ChannelType? ChannelType { get; init; }
    public EndpointDemographic? Demographic { get; init; }
    public string? EffectiveDate { get; init; }
    public EndpointStatus? EndpointStatus { get; init; }
    public EndpointLocation? Location { get; init; }
    [JsonConverter(typeof(GivenOnly<double>))]
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }
    public OptOut? OptOut { get; init; }
    public string? RequestId { get; init; }
    public EndpointUser? User { get; init; }
}
