using System.Text;
using Microsoft.Data.Sqlite;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Tests;

/// <summary>Damages a database beside the server that has it.</summary>
internal static class Flip
{
    /// <summary>Flips a bit in the middle of a value of the one row of a table.</summary>
    public static void Bit(string file, string table, string column, string where = "true")
    {
        using var connection = new Database(file, "").Open(readOnly: false);
        using var statements = new Statements(connection);
        var value = Assert.Single(statements.Query($"SELECT {column} FROM {table} WHERE {where}", row => row.GetValue(0)));
        object flipped = value switch
        {
            long number => number ^ 1,
            string text => string.Concat(text.Select((c, i) => i == text.Length / 2 ? (char)(c ^ 1) : c)),
            byte[] bytes => bytes.Select((b, i) => i == bytes.Length / 2 ? (byte)(b ^ 1) : b).ToArray(),
            _ => throw new ArgumentException($"{column} has no bits.", nameof(column)),
        };
        Assert.Equal(1, statements.Execute($"UPDATE {table} SET {column} = @0 WHERE {where}", flipped));
    }

    /// <summary>Flips a bit of a text in the file itself, which has it twice: in the row, and in the index by which the row is found.</summary>
    public static void InFile(string file, string text, bool isInRow)
    {
        SqliteConnection.ClearAllPools(); // the write-ahead log goes into the file
        Assert.False(File.Exists(file + "-wal"));
        var (bytes, wanted) = (File.ReadAllBytes(file), Encoding.UTF8.GetBytes(text));
        var places = Enumerable.Range(0, bytes.Length - wanted.Length).Where(i => bytes.AsSpan(i).StartsWith(wanted)).ToList();
        Assert.Equal(2, places.Count);
        bytes[places[isInRow ? 0 : 1] + (wanted.Length / 2)] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    /// <summary>Flips a bit of the last byte of a key in an index of one page, of the one that came last, in the file itself.</summary>
    public static void InIndex(string file, string index, byte[] key) => OnRootPage(file, index, page =>
    {
        var at = page.IndexOf(key);
        Assert.True(at > 0);
        page[at + key.Length - 1] ^= 1;
    });

    /// <summary>Overwrites the first page of an index, in the file itself.</summary>
    public static void Zero(string file, string index) => OnRootPage(file, index, page => page.Clear());

    private delegate void Damaging(Span<byte> page);

    private static void OnRootPage(string file, string index, Damaging damage)
    {
        var (size, number) = new Database(file, "").Read(s => (
            (int)(long)s.Scalar("PRAGMA page_size")!, (int)(long)s.Scalar("SELECT rootpage FROM sqlite_master WHERE name = @0", index)!)); // numbers
        SqliteConnection.ClearAllPools();
        Assert.False(File.Exists(file + "-wal"));
        var bytes = File.ReadAllBytes(file);
        damage(bytes.AsSpan((number - 1) * size, size));
        File.WriteAllBytes(file, bytes);
    }

    /// <summary>Runs a statement.</summary>
    public static void Execute(string file, string sql)
    {
        using var connection = new Database(file, "").Open(readOnly: false);
        using var statements = new Statements(connection);
        statements.Execute(sql);
    }
}
