using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pinpush.Gateways.Credentials;

namespace Pinpush.Gateways.Apns;

/// <summary>The JWT of one team and key, shared by every sender in the process: Apple counts renewals per key, not per connection.</summary>
/// <remarks>Source: Apple, Establishing a token-based connection to APNs: valid for 60 minutes, renewed at most every 20.</remarks>
internal sealed class ApnsProviderToken
{
    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(50);

    private static readonly TimeSpan LeastAge = TimeSpan.FromMinutes(20);

    /// <summary>A token from further in the future than clocks usually differ was made by a wrong clock, and is of no use.</summary>
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(1);

    /// <summary>Kept for the life of the process, so that setting a channel again does not mint again. The key's hash tells two keys of one id apart.</summary>
    private static readonly ConcurrentDictionary<(string Team, string Key, string Hash, TimeProvider Time), ApnsProviderToken> Shared = new();

    private readonly ChannelCredentials.ApnsToken credentials;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private volatile Minted? current;

    private ApnsProviderToken(ChannelCredentials.ApnsToken credentials, TimeProvider time)
    {
        this.credentials = credentials;
        this.time = time;
    }

    /// <param name="At">What the token says of its age.</param>
    /// <param name="Since">The same by the monotonic clock: the other one may be set.</param>
    private sealed record Minted(string Header, DateTimeOffset At, long Since);

    public static ApnsProviderToken For(ChannelCredentials.ApnsToken credentials, TimeProvider time)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(credentials.TokenKey)));
        return Shared.GetOrAdd((credentials.TeamId, credentials.TokenKeyId, hash, time), _ => new(credentials, time));
    }

    /// <summary>Why there is none; null when there is one.</summary>
    public string? Trouble { get; private set; }

    /// <summary>The value of the header <c>authorization</c>; null when the key does not sign.</summary>
    public string? Header()
    {
        var seen = current;
        return seen is not null && IsGood(seen) ? seen.Header : Mint(seen);
    }

    /// <summary>Called when APNs says that <paramref name="header"/> has expired.</summary>
    /// <returns>True when another one is to be tried; false when it is too young to be replaced.</returns>
    public bool Renew(string header)
    {
        var seen = current;
        if (seen is null || seen.Header != header)
        {
            return true;
        }

        if (time.GetElapsedTime(seen.Since) < LeastAge)
        {
            return false;
        }

        Interlocked.CompareExchange(ref current, null, seen); // who needs the next one makes it
        return true;
    }

    private bool IsGood(Minted minted) =>
        time.GetElapsedTime(minted.Since) < Renewal && time.GetUtcNow() - minted.At is var told && told < Renewal && told > -MostAhead;

    private string? Mint(Minted? stale)
    {
        lock (gate)
        {
            if (current is { } fresh && fresh != stale)
            {
                return fresh.Header; // somebody else was first
            }

            var now = time.GetUtcNow();
            try
            {
                current = new Minted($"bearer {Signed(now)}", now, time.GetTimestamp());
                Trouble = null;
                return current.Header;
            }
            catch (Exception e) when (e is CryptographicException or ArgumentException)
            {
                Trouble = "provider token: the key does not sign";
                return null;
            }
        }
    }

    private string Signed(DateTimeOffset now)
    {
        var head = $$"""{"alg":"ES256","kid":{{Quote(credentials.TokenKeyId)}}}""";
        var claims = $$"""{"iss":{{Quote(credentials.TeamId)}},"iat":{{now.ToUnixTimeSeconds()}}}""";
        var signed = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(head)) + "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims));
        using var key = ApnsTokenKey.Open(credentials.TokenKey);
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
