namespace Pinpush.Contract;

/// <summary>What became of each event.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape EventsResponse.</remarks>
public sealed record EventsResponse
{
    public IReadOnlyDictionary<string, ItemResponse>? Results { get; init; }
}
