using Pinpush.Gateways.Http2;

namespace Pinpush.Gateways.Senders;

/// <summary>The right to send one push now. It is used once: by sending, or by leaving it.</summary>
public readonly struct PushPlace
{
    internal PushPlace(Http2Exchange exchange) => Exchange = exchange;

    /// <summary>No place.</summary>
    public PushPlace(PushOutcome why) => Failure = why;

    /// <summary>What becomes of the push, because there is no place; null when there is one.</summary>
    public PushOutcome? Failure { get; }

    internal Http2Exchange? Exchange { get; }

    /// <summary>Something was sent with it, though maybe not the whole push.</summary>
    public bool IsUsed => Exchange is { Id: > 0 };

    /// <summary>Gives it back: nothing was sent. One that is used or given back already stays so.</summary>
    public void Leave() => Exchange?.Connection.Leave(Exchange);
}
