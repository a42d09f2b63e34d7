using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>An endpoint as it is stored.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape EndpointResponse.</remarks>
public sealed record EndpointResponse
{
    public string? Address { get; init; }
    public string? ApplicationId { get; init; }
    [JsonConverter(typeof(GivenOnly<IReadOnlyList<string>>))]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Attributes { get; init; }
    public ChannelType? ChannelType { get; init; }
    public string? CohortId { get; init; }
    public string? CreationDate { get; init; }
    public EndpointDemographic? Demographic { get; init; }
    public string? EffectiveDate { get; init; }
    public EndpointStatus? EndpointStatus { get; init; }
    public string? Id { get; init; }
    public EndpointLocation? Location { get; init; }
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }
    public OptOut? OptOut { get; init; }
    public string? RequestId { get; init; }
    public EndpointUser? User { get; init; }
}
