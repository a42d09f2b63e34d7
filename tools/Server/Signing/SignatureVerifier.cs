using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Pinpush.Server.Signing;

/// <summary>
/// Verifies Signature Version 4 from the raw request: method, raw target, the headers that are named as signed, and the hash of the body
/// as it came. What the head tells is judged before the body is read.
/// </summary>
internal sealed class SignatureVerifier(AccessKeys keys, TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Secret, string Scope), byte[]> signingKeys = new();

    /// <summary>Judges the head alone: the form of the signature, its date, and whether its key is known.</summary>
    /// <returns>Null with what is wrong.</returns>
    public SignatureClaim? Claim(HttpRequest request, RawTarget target, out SignatureFault? fault)
    {
        if (SignatureClaim.Read(request, target, out fault) is not { } claim)
        {
            return null;
        }

        fault = Date(claim) ?? (keys.SecretOf(claim.KeyId) is null ? SignatureFault.UnknownKey : null);
        return fault is null ? claim : null;
    }

    /// <summary>Judges whether the key that is claimed signed all of the request.</summary>
    /// <returns>Null when it did.</returns>
    public SignatureFault? Verify(SignatureClaim claim, HttpRequest request, RawTarget target, ReadOnlySpan<byte> body)
    {
        if (keys.SecretOf(claim.KeyId) is not { } secret)
        {
            return SignatureFault.UnknownKey; // it was taken out since
        }

        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(body, hash);
        var bodyHash = Convert.ToHexStringLower(hash);
        if (request.Headers["X-Amz-Content-Sha256"].ToString() is { Length: > 0 } declared && declared != bodyHash)
        {
            return SignatureFault.Invalid("X-Amz-Content-Sha256 is not the SHA-256 of the body.");
        }

        if (signingKeys.Count > 1000)
        {
            signingKeys.Clear(); // days and regions pass; the cache must not grow for ever
        }

        var key = signingKeys.GetOrAdd((secret, claim.Scope), static k => SigningKey(k.Secret, k.Scope));
        foreach (var path in CanonicalRequest.Paths(target.Path))
        {
            SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalRequest.Of(request, path, target, claim.SignedHeaders, bodyHash)), hash);
            var toSign = $"{SignatureClaim.Algorithm}\n{claim.Date}\n{claim.Scope}\n{Convert.ToHexStringLower(hash)}";
            HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign), hash);
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash)), Encoding.ASCII.GetBytes(claim.Signature)))
            {
                return null;
            }
        }

        return SignatureFault.Mismatch;
    }

    // AWS's own sentences: SDKs read the server's time from between the brackets where there is no header Date.
    private SignatureFault? Date(SignatureClaim claim)
    {
        static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        static string Minutes(TimeSpan span) => span.TotalMinutes.ToString("0.##", CultureInfo.InvariantCulture);

        var (now, life, skew) = (time.GetUtcNow(), claim.Lifetime, SignatureClaim.Skew);
        var (first, last, stamp) = (now - life, now + skew, Stamp(now));
        return claim.At < first
            ? SignatureFault.Invalid($"Signature expired: {claim.Date} is now earlier than {Stamp(first)} ({stamp} - {Minutes(life)} min.)")
            : claim.At > last
                ? SignatureFault.Invalid($"Signature not yet current: {claim.Date} is still later than {Stamp(last)} ({stamp} + {Minutes(skew)} min.)")
                : null;
    }

    private static byte[] SigningKey(string secret, string scope) => scope.Split('/')
        .Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), (key, part) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part)));
}
