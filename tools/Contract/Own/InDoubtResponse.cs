namespace Pinpush.Contract;

/// <summary>The endpoints in doubt of a campaign, over all its runs.</summary>
public sealed record InDoubtResponse
{
    public required IReadOnlyList<EndpointInDoubt> Item { get; init; }
}
