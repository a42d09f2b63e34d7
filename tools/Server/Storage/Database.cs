using Microsoft.Data.Sqlite;
using Pinpush.Server.Hosting;

namespace Pinpush.Server.Storage;

/// <summary>One SQLite file: WAL, every commit on the disk before it is acknowledged.</summary>
internal sealed class Database
{
    /// <summary>
    /// The form of the tables that this program writes. Forms 1 and 2 only have fewer tables,
    /// and become this one when they are opened; another one is not guessed at.
    /// </summary>
    private const long FormatVersion = 3, OldestVersion = 1;

    /// <summary>Opens or makes the file and its tables.</summary>
    /// <exception cref="ServerStartException">The file was written by another version of this program.</exception>
    public Database(string file, string schema)
    {
        File = file;
        using var connection = Open(readOnly: false);
        using var statements = new Statements(connection);
        var found = (long)statements.Scalar("PRAGMA user_version")!; // always a number
        if (found is < OldestVersion or > FormatVersion && statements.Scalar("SELECT name FROM sqlite_master LIMIT 1") is not null)
        {
            throw new ServerStartException(
                $"{file} has the form {found} and this program reads the forms {OldestVersion} to {FormatVersion}. "
                    + "Use the version of pinpush that wrote it, or give --data another folder.");
        }

        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA journal_mode=WAL; {schema} PRAGMA user_version={FormatVersion};";
        command.ExecuteNonQuery();
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
        using var command = connection.CreateCommand();
        command.CommandText = readOnly
            ? "PRAGMA query_only=1; PRAGMA cache_size=-8000"
            : "PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-64000; PRAGMA wal_autocheckpoint=4000";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Reads with one pooled connection.</summary>
    public T Read<T>(Func<Statements, T> work)
    {
        using var connection = Open(readOnly: true);
        using var statements = new Statements(connection);
        return work(statements);
    }
}
