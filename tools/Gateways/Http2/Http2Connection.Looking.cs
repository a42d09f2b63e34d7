namespace Pinpush.Gateways.Http2;

/// <content>Looks at the clock.</content>
internal sealed partial class Http2Connection
{
    /// <summary>Looks at the clock: ends what had its time, asks a silent peer, closes what nobody uses. Call it several times a second.</summary>
    public void Look()
    {
        List<Http2Exchange> ended = [];
        string? dead = null;
        lock (gate)
        {
            if (lost is not null)
            {
                return;
            }

            foreach (var exchange in open.Values)
            {
                var age = time.GetElapsedTime(exchange.SentAt);
                if (age >= limits.Timeout)
                {
                    if (HasLeft(exchange) || !exchange.IsWhole) // what waits behind a write leaves with the next one, or never
                    {
                        ended.Add(exchange);
                    }
                }
                else if (age >= ConnectionLimits.Overdue && exchange is { InWindow: true, IsOverdue: false })
                {
                    exchange.IsOverdue = window.TryOverdue();
                }
            }

            foreach (var exchange in ended)
            {
                WriteReset(exchange.Id, ErrorCode.Cancel);
                isDraining |= !HasLeft(exchange); // a peer that lets nothing through
                End(exchange, HasLeft(exchange) ? Fate.InDoubt : Fate.LeftAlone, "timeout");
            }

            var (silent, wasStuck) = (time.GetElapsedTime(readAt), isStuck);
            isStuck = isWriting && time.GetElapsedTime(writingSince) >= limits.Timeout;
            if (isStuck && wasStuck) // not only for a leap of the clock
            {
                dead = "NoReader";
            }
            else if (askedAt != 0 && time.GetElapsedTime(askedAt) >= ConnectionLimits.Deaf)
            {
                dead = "NoPingAnswer";
            }
            else if (askedAt == 0 && open.Count > 0 && silent >= ConnectionLimits.Silent)
            {
                Ask();
            }

            isDraining |= time.GetElapsedTime(openedAt) >= limits.Lifetime || (Used == 0 && time.GetElapsedTime(usedAt) >= ConnectionLimits.Idle);
            if (isDraining && Used == 0)
            {
                dead ??= "Unused";
            }

            Flush();
        }

        ended.ForEach(e => e.Finish());
        if (dead is not null)
        {
            Close(ErrorCode.NoError, dead);
        }

        changed();
    }
}
