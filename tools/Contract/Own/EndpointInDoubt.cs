namespace Pinpush.Contract;

/// <summary>An endpoint that may have got a push twice.</summary>
/// <param name="ActivityId">The run of the campaign.</param>
public sealed record EndpointInDoubt(string ActivityId, string? EndpointId);
