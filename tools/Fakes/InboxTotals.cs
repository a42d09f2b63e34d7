namespace Pinpush.Fakes;

/// <summary>Counts over everything that ever arrived, also what the inbox no longer keeps.</summary>
/// <param name="Accepted">Pushes that were taken for delivery.</param>
/// <param name="Refused">Pushes that were refused or never answered.</param>
/// <param name="Tokens">Different device tokens that were reached.</param>
/// <param name="Repeated">APNs ids that were accepted more than once.</param>
/// <param name="Kept">Deliveries that can still be read.</param>
/// <param name="Uncounted">Accepted pushes that found no room in the counters by token; the figures by token are complete when it is 0.</param>
public sealed record InboxTotals(long Accepted, long Refused, int Tokens, int Repeated, int Kept, long Uncounted);

/// <summary>How often a device token was reached.</summary>
public sealed record TokenCount(string Token, int Accepted);

/// <summary>An APNs id that was accepted more than once.</summary>
/// <param name="MessageId">The <c>apns-id</c>.</param>
/// <param name="Token">The device token of the push that was accepted last.</param>
/// <param name="Accepted">At least 2.</param>
public sealed record RepeatedMessage(string MessageId, string Token, int Accepted);
