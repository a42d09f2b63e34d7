namespace Pinpush.Contract;

/// <summary>An endpoint that may have got a push without an answer, and twice when it was sent again.</summary>
/// <param name="ActivityId">The run of the campaign.</param>
public sealed record EndpointInDoubt(string ActivityId, string? EndpointId);
