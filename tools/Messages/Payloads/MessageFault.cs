namespace Pinpush.Messages.Payloads;

/// <summary>Why a message cannot be sent to anybody on a channel.</summary>
/// <param name="Reason">The word that the gateway itself would answer.</param>
/// <param name="Detail">A sentence for people: what is wrong and what would be right, after the name of the member. Holds no payload.</param>
public sealed record MessageFault(string Reason, string Detail)
{
    /// <summary>It says nothing on this channel, and may well on another: a device would show an empty notification.</summary>
    public bool IsBlank { get; init; }
}
