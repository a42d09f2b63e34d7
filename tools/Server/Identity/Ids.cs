using System.Security.Cryptography;

namespace Pinpush.Server.Identity;

/// <summary>Ids that the server chooses.</summary>
internal static class Ids
{
    /// <summary>32 lower-case hex digits, never one that was there before.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
