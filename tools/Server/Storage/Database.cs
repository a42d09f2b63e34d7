using Microsoft.Data.Sqlite;
using Pinpush.Server.Hosting;

namespace Pinpush.Server.Storage;

/// <summary>One SQLite file: WAL, every commit on the disk before it is acknowledged, what is deleted overwritten, and for its user alone.</summary>
internal sealed class Database
{
    /// <summary>
    /// The form of the tables that this program writes. Files of the forms 1 to 3 become this one when they are opened:
    /// most only have fewer tables, and who knows better says how. Another one is not guessed at.
    /// </summary>
    private const long FormatVersion = 4, OldestVersion = 1;

    /// <summary>Opens or makes the file and its tables.</summary>
    /// <param name="carryOver">Runs after <paramref name="schema"/>, once, on a file of an earlier form.</param>
    /// <param name="summed">Tables whose rows carry a checksum: <see cref="RowSum"/>.</param>
    /// <exception cref="ServerStartException">The file was written by another version of this program.</exception>
    public Database(string file, string schema, string carryOver = "", params IReadOnlyList<string> summed)
    {
        File = file;
        if (!System.IO.File.Exists(file))
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = DataFolder.FileMode };
            new FileStream(file, options).Dispose(); // SQLite's other files take over its mode
        }

        using var connection = Open(readOnly: false);
        using var statements = new Statements(connection);
        var found = (long)statements.Scalar("PRAGMA user_version")!; // always a number
        var isNew = statements.Scalar("SELECT name FROM sqlite_master LIMIT 1") is null;
        if (found is < OldestVersion or > FormatVersion && !isNew)
        {
            throw new ServerStartException(
                $"{file} has the form {found} and this program reads the forms {OldestVersion} to {FormatVersion}. "
                    + "Use the version of pinpush that wrote it, or give --data another folder.");
        }

        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; BEGIN IMMEDIATE;"
            + $"{schema} {(isNew || found == FormatVersion ? "" : carryOver)} PRAGMA user_version={FormatVersion}; COMMIT;";
        command.ExecuteNonQuery();
        foreach (var table in summed.Where(t => statements.Scalar("SELECT 1 FROM pragma_table_info(@0) WHERE name = 'sum'", t) is null))
        {
            statements.Execute($"ALTER TABLE {table} ADD COLUMN sum INTEGER");
        }
    }

    public string File { get; }

    /// <summary>A connection of the pool; readers see the last commit.</summary>
    public SqliteConnection Open(bool readOnly)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = File,
            Mode = readOnly ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadWriteCreate,
            Pooling = readOnly,
        }.ToString());
        connection.Open();
        RowSum.AddTo(connection);
        using var command = connection.CreateCommand();
        command.CommandText = readOnly
            ? "PRAGMA query_only=1; PRAGMA cache_size=-8000"
            : "PRAGMA synchronous=FULL; PRAGMA secure_delete=1; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-64000; PRAGMA wal_autocheckpoint=4000";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Empties the write-ahead log into the file, so that what was deleted or replaced is in neither.</summary>
    /// <returns>False when a reader or writer was in the way for two seconds: then some of it stays until the next time.</returns>
    public static bool TryEmptyLog(string file)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout=2000; PRAGMA wal_checkpoint(TRUNCATE)";
        using var reader = command.ExecuteReader();
        return reader.NextResult() && reader.Read() && reader.GetInt32(0) == 0; // the first result tells the timeout
    }

    /// <summary>What is wrong with a row, of which the last column is <see cref="SummedTable.Damage"/>; null when it can be believed.</summary>
    public DamagedRowException? DamageIn(SqliteDataReader row, string advice = DamagedRowException.PutBack) =>
        row.IsDBNull(row.FieldCount - 1) ? null : new(Path.GetFileName(File), row.GetString(row.FieldCount - 1), advice);

    /// <summary>Reads a row that can be believed.</summary>
    /// <returns>For a row that cannot, a <see cref="DamagedRowException"/> is thrown in place of <paramref name="row"/>.</returns>
    public Func<SqliteDataReader, T> Sound<T>(Func<SqliteDataReader, T> row) => r => DamageIn(r) is { } damage ? throw damage : row(r);

    /// <summary>Reads with one pooled connection.</summary>
    /// <exception cref="DamagedFileException">What is read of the file is damaged.</exception>
    public T Read<T>(Func<Statements, T> work)
    {
        using var connection = Open(readOnly: true);
        using var statements = new Statements(connection);
        try
        {
            return work(statements);
        }
        catch (SqliteException e) when (StorageFault.IsDamage(e))
        {
            throw DamagedFileException.Named(File, e);
        }
    }
}
