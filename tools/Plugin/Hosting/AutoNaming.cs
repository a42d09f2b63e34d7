using System.Security.Cryptography;

namespace Pinpush.Plugin.Hosting;

/// <summary>How the engine wants resources named that have no name of their own.</summary>
/// <param name="Seed">Fresh for each registration, so that a replacement gets another name.</param>
/// <param name="Proposed">The user's own pattern, applied; null when there is none.</param>
/// <param name="IsOff">The user wants every name given.</param>
public sealed record AutoNaming(ReadOnlyMemory<byte> Seed, string? Proposed, bool IsOff)
{
    private const int Digits = 7;

    /// <summary><c>shop-0a1b2c3</c>, or the user's pattern; null when automatic names are off.</summary>
    public string? Name(string resource)
    {
        if (IsOff)
        {
            return null;
        }

        if (Proposed is { Length: > 0 })
        {
            return Proposed;
        }

        var bytes = Seed.IsEmpty ? RandomNumberGenerator.GetBytes(Digits) : SHA256.HashData(Seed.Span);
        return $"{resource}-{Convert.ToHexStringLower(bytes)[..Digits]}";
    }
}
