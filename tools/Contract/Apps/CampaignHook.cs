namespace Pinpush.Contract;

/// <summary>A Lambda or web hook that filters a campaign's endpoints. Not served: a request that carries one is refused.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape CampaignHook.</remarks>
public sealed record CampaignHook
{
    public string? LambdaFunctionName { get; init; }
    public string? Mode { get; init; }
    public string? WebUrl { get; init; }
}
