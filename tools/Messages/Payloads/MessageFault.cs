namespace Pinpush.Messages.Payloads;

/// <summary>Why a message cannot be sent to anybody.</summary>
/// <param name="Reason">The word that the gateway itself would answer.</param>
/// <param name="Detail">A sentence for people: what is wrong and what would be right. Holds no payload.</param>
public sealed record MessageFault(string Reason, string Detail);
