namespace Pinpush.Fakes.Apns;

/// <summary>
/// What APNs holds a connection to: the team and key of its first push, and no more than one change of the provider token in 20 minutes.
/// </summary>
/// <remarks>
/// Apple names no reason for another team on the connection; here it is InvalidProviderToken.
/// Source: Apple, Establishing a token-based connection to APNs.
/// </remarks>
internal sealed class ConnectionPin
{
    private const int MaxTokensInWindow = 2;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(20);

    private readonly Lock gate = new();
    private readonly List<(ProviderToken Token, DateTimeOffset FirstSeen)> seen = [];
    private volatile ProviderToken? latest;
    private string? teamId;
    private string? keyId;

    /// <param name="token">Good in itself.</param>
    public ApnsRefusal? Check(ProviderToken token, DateTimeOffset now)
    {
        // The common case, thousands of times a second: the token of the push before.
        if (ReferenceEquals(latest, token))
        {
            return null;
        }

        lock (gate)
        {
            teamId ??= token.TeamId;
            keyId ??= token.KeyId;
            if (teamId != token.TeamId)
            {
                return ApnsRefusal.Of("InvalidProviderToken");
            }

            if (keyId != token.KeyId)
            {
                return ApnsRefusal.Of("UnrelatedKeyIdInToken");
            }

            seen.RemoveAll(known => now - known.FirstSeen > Window && known.Token != latest);
            if (!seen.Exists(known => known.Token == token))
            {
                if (seen.Count(known => now - known.FirstSeen <= Window) >= MaxTokensInWindow)
                {
                    return ApnsRefusal.Of("TooManyProviderTokenUpdates");
                }

                seen.Add((token, now));
            }

            latest = token;
            return null;
        }
    }
}
