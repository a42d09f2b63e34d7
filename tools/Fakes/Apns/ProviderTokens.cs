using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Pinpush.Fakes.Apns;

/// <summary>Verifies provider tokens (JWT, ES256) against the registered keys, each distinct token once.</summary>
internal sealed class ProviderTokens(bool trustUnknownKeys)
{
    /// <summary>A sender has one token per key and hour; a flood of distinct ones only empties the cache.</summary>
    private const int MaxCached = 1000;

    private readonly ConcurrentDictionary<string, RegisteredKey> keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ProviderToken> verified = new(StringComparer.Ordinal);

    private sealed record RegisteredKey(string? TeamId, ECDsa Key);

    /// <exception cref="ArgumentException">The PEM is no public EC key.</exception>
    public void Register(string? teamId, string keyId, string publicKeyPem)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(publicKeyPem);
        keys[keyId] = new(teamId, key);
        verified.Clear();
    }

    public ProviderToken Verify(ReadOnlySpan<char> jwt)
    {
        if (!verified.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(jwt, out var token))
        {
            token = VerifyAnew(jwt.ToString());
            if (verified.Count >= MaxCached)
            {
                verified.Clear();
            }

            verified[jwt.ToString()] = token;
        }

        return token;
    }

    private ProviderToken VerifyAnew(string jwt)
    {
        // ES256 signatures are r and s, 32 bytes each; the DER form that many tools write is refused.
        if (JsonWebToken.Parse(jwt) is not { Signature.Length: 64 } parts
            || JsonWebToken.Text(parts.Header, "alg") != "ES256"
            || JsonWebToken.Text(parts.Header, "kid") is not { Length: > 0 } keyId
            || JsonWebToken.Text(parts.Claims, "iss") is not { Length: > 0 } teamId
            || JsonWebToken.Time(parts.Claims, "iat") is not { } issuedAt)
        {
            return ProviderToken.Invalid;
        }

        if (!keys.TryGetValue(keyId, out var registered))
        {
            return trustUnknownKeys
                ? new(keyId, teamId, issuedAt, null, $"signature not checked: key {keyId} is not registered")
                : ProviderToken.Invalid;
        }

        bool genuine;
        lock (registered.Key)
        {
            genuine = registered.Key.VerifyData(parts.SignedBytes, parts.Signature, HashAlgorithmName.SHA256);
        }

        return genuine && (registered.TeamId is null || registered.TeamId == teamId)
            ? new(keyId, teamId, issuedAt, null, null)
            : ProviderToken.Invalid;
    }
}
