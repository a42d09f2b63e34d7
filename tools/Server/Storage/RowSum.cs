using System.IO.Hashing;
using System.Text;

namespace Pinpush.Server.Storage;

/// <summary>The checksum that a row carries in its column <c>sum</c>: a bit that flipped on the disk is told, and not believed.</summary>
/// <remarks>XXH3 of the content, seeded with the row's key: in another row it is wrong too. Rows of earlier versions have none until they change.</remarks>
internal static class RowSum
{
    public static long Of(ReadOnlySpan<byte> content, long key) => (long)XxHash3.HashToUInt64(content, key);

    public static long Of(ReadOnlySpan<byte> content, string key) => Of(content, (long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(key)));
}
