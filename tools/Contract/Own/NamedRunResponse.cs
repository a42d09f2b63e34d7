namespace Pinpush.Contract;

/// <summary>The campaign that has the name of a run: the first whose run began under it, also after it and its app were deleted.</summary>
public sealed record NamedRunResponse
{
    public required string Run { get; init; }

    public required string ApplicationId { get; init; }

    public required string CampaignId { get; init; }

    /// <summary>When its run began, ISO 8601 in UTC.</summary>
    public required string Started { get; init; }
}
