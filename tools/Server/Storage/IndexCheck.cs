using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Pinpush.Server.Storage;

/// <summary>
/// Looks whether the indexes of tables agree with the rows: one of which a bit flipped hides a row, and nothing else would tell. It is made anew from the rows
/// where all of these can be believed; else all stays as it is, for the index may be what is right.
/// </summary>
/// <remarks>It reads the tables once, some 600 MB in a second when the system has them in memory.</remarks>
internal static class IndexCheck
{
    private const int MostTold = 3;

    /// <param name="tables">With SQL that is true for a row that cannot be believed.</param>
    /// <returns>Null unless one of them cannot be read: whatever needs it fails.</returns>
    public static DamagedFileException? Run(Database database, ILogger log, params IEnumerable<(string Table, string IsDamaged)> tables)
    {
        using var connection = database.Open(readOnly: false);
        using var statements = new Statements(connection);
        var (file, unreadable) = (Path.GetFileName(database.File), (DamagedFileException?)null);
        foreach (var (table, isDamaged) in tables)
        {
            try
            {
                if (Fault(statements, table) is not { } fault)
                {
                    continue;
                }

                if (statements.Scalar($"SELECT 1 FROM {table} NOT INDEXED WHERE {isDamaged} LIMIT 1") is null)
                {
                    statements.Execute($"REINDEX {table}");
                    if (Fault(statements, table) is null)
                    {
                        log.IndexMadeAnew(file, table, fault);
                        continue;
                    }
                }

                log.IndexDamaged(file, table, fault);
            }
            catch (SqliteException e)
            {
                log.IndexDamaged(file, table, e.Message);
                unreadable = DamagedFileException.Named(file, e) as DamagedFileException ?? unreadable;
            }
        }

        return unreadable;
    }

    private static string? Fault(Statements statements, string table)
    {
        var told = statements.Query($"PRAGMA integrity_check({table})", row => row.GetString(0));
        return told is ["ok"] ? null : string.Join("; ", told.Take(MostTold));
    }
}
