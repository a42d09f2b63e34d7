namespace Pinpush.Fakes.Apns;

/// <summary>What is known of a provider token after one look; the age is judged at each use.</summary>
/// <param name="Refusal">Set when the token is good for nothing, whatever its age.</param>
/// <param name="Remark">Set when the signature could not be checked.</param>
internal sealed record ProviderToken(string KeyId, string TeamId, DateTimeOffset IssuedAt, ApnsRefusal? Refusal, string? Remark)
{
    /// <summary>Older is refused. Source: Apple, Establishing a token-based connection to APNs.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(60);

    /// <summary>Apple does not say how far a clock may be ahead.</summary>
    private static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(5);

    public static ProviderToken Invalid { get; } = new("", "", default, ApnsRefusal.Of("InvalidProviderToken"), null);

    public ApnsRefusal? RefusalAt(DateTimeOffset now) =>
        Refusal is not null ? Refusal
        : IssuedAt > now + MaxAhead ? ApnsRefusal.Of("InvalidProviderToken")
        : now - IssuedAt > MaxAge ? ApnsRefusal.Of("ExpiredProviderToken")
        : null;
}
