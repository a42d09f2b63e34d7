using System.IO.Hashing;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Pinpush.Server.Storage;

/// <summary>The checksum that a row carries in its column <c>sum</c>: a bit that flipped on the disk is told, and not believed.</summary>
/// <remarks>XXH3 of the content, seeded with the row's key: in another row it is wrong too. Rows of earlier versions have none until they change.</remarks>
internal static class RowSum
{
    private static readonly delegate_function_scalar OfValues = (context, _, values) =>
    {
        var sum = 0L;
        foreach (var value in values)
        {
            sum = Of(raw.sqlite3_value_blob(value), sum); // numbers as their digits
        }

        raw.sqlite3_result_int64(context, sum);
    };

    public static long Of(ReadOnlySpan<byte> content, long key) => (long)XxHash3.HashToUInt64(content, key);

    public static long Of(ReadOnlySpan<byte> content, string key) => Of(content, (long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(key)));

    /// <summary>Gives a connection the function <c>row_sum(...)</c>, the sum of its arguments, each of which seeds the next.</summary>
    public static void AddTo(SqliteConnection connection) =>
        raw.sqlite3_create_function(connection.Handle, "row_sum", -1, raw.SQLITE_UTF8, null, OfValues);
}
