using System.Buffers.Binary;
using System.Numerics;

namespace Pinpush.Bench.Gateway;

/// <summary>64 bits that tell requests apart: among 100,000 different ones two are taken for the same once in four billion runs.</summary>
internal static class RequestHash
{
    private const ulong Odd = 0x9E3779B97F4A7C15; // 2^64 divided by the golden ratio

    /// <param name="seed">The hash of what came before.</param>
    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed)
    {
        var hash = seed ^ ((ulong)bytes.Length * Odd);
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            hash = Mixed(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var b in bytes)
        {
            hash = Mixed(hash ^ b);
        }

        return hash;
    }

    // Each step can be undone, so two hashes meet only where the bytes bring them together.
    private static ulong Mixed(ulong hash)
    {
        hash *= Odd;
        return hash ^ BitOperations.RotateLeft(hash, 25) ^ BitOperations.RotateLeft(hash, 47);
    }
}
