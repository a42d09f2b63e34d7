using Microsoft.Data.Sqlite;
using Pinpush.Files;
using Pinpush.Server.Hosting;

namespace Pinpush.Server.Storage;

/// <summary>
/// That the files of a data folder belong together: each of its databases carries the folder's id, and the file <c>identity</c> says since when all of them
/// have to be there. One that is lost, emptied or of another folder is noticed before anything is sent: without its ledger a campaign would be sent again.
/// </summary>
/// <remarks>
/// The file: <c>0a1b…(32 hex digits) beginning</c>, and <c>whole</c> once every database is made and has the id. A folder of an earlier version has no such
/// file and begins with its first start.
/// </remarks>
internal sealed class FolderIdentity
{
    private const string Name = "identity", Beginning = "beginning", Whole = "whole";
    private const string Schema = "CREATE TABLE IF NOT EXISTS folder(id TEXT NOT NULL);";

    private const string Calls = "calls.db"; // the first form had none
    private static readonly string[] Databases = ["core.db", "endpoints.db", "ledger.db", "events.db", Calls];
    private readonly string folder;
    private readonly List<string> anew = [];
    private bool isWhole;

    private FolderIdentity(string folder, string id, bool isWhole) => (this.folder, Id, this.isWhole) = (folder, id, isWhole);

    /// <summary>32 lower-case hex digits, chosen at random when the folder was begun.</summary>
    public string Id { get; }

    /// <summary>True when the database was lost and is made anew in this start.</summary>
    public bool IsAnew(string file) => anew.Contains(file);

    /// <summary>Reads who the files are, before anything else opens them.</summary>
    /// <param name="acceptedLosses">Of <see cref="Losses"/>: made anew when they are lost.</param>
    /// <exception cref="ServerStartException">They do not belong together; each fault is told, with what to do.</exception>
    public static FolderIdentity Open(string folder, IReadOnlyCollection<string> acceptedLosses)
    {
        var found = Databases.ToDictionary(d => d, d => IdOf(Path.Combine(folder, d)));
        var written = Read(folder);
        var identity = written ?? Guess(folder, found);
        identity.Check(found, acceptedLosses);
        if (written is null)
        {
            identity.Write();
        }

        return identity;
    }

    /// <summary>All databases are made: from now on each has to be there.</summary>
    public void Seal()
    {
        if (isWhole && anew.Count == 0)
        {
            return;
        }

        foreach (var file in Databases)
        {
            using var connection = new Database(Path.Combine(folder, file), Schema).Open(readOnly: false);
            using var statements = new Statements(connection);
            statements.Execute("INSERT INTO folder(id) SELECT @0 WHERE NOT EXISTS (SELECT 1 FROM folder)", Id);
        }

        isWhole = true;
        Write();
    }

    private void Write() => AtomicFile.Write(Path.Combine(folder, Name), $"{Id} {(isWhole ? Whole : Beginning)}\n", AtomicFile.OwnerOnly);

    private static FolderIdentity? Read(string folder)
    {
        var file = Path.Combine(folder, Name);
        return File.Exists(file) && File.ReadAllText(file).Trim().Split(' ') is [{ Length: 32 } id, (Beginning or Whole) and var state]
            ? new(folder, id, state == Whole)
            : null;
    }

    // Without its file: (1) a folder that is new, or of an earlier version; (2) the file alone was lost.
    private static FolderIdentity Guess(string folder, Dictionary<string, string?> found)
    {
        var known = found.Values.OfType<string>().Where(id => id.Length > 0).Distinct().ToList();
        if (known.Count > 0)
        {
            return new(folder, known[0], isWhole: true); // (2)
        }

        var lost = Databases.Where(d => d != Calls && found[d] is null).ToList(); // (1)
        return lost.Count == Databases.Length - 1 || lost.Count == 0 ? new(folder, Guid.NewGuid().ToString("N"), isWhole: false)
            : throw new ServerStartException(
                $"The data folder {folder} lacks {string.Join(" and ", lost)}. Put it back from the backup that the other files are of, "
                    + "or give --data another folder to begin anew.");
    }

    private void Check(Dictionary<string, string?> found, IReadOnlyCollection<string> acceptedLosses)
    {
        var faults = new List<string>();
        foreach (var file in Databases)
        {
            var (id, price) = (found[file], Losses.Prices.GetValueOrDefault(file));
            if (id == Id || (!isWhole && id is null or ""))
            {
                continue;
            }

            if (id is null or "" && price is not null && acceptedLosses.Contains(file))
            {
                foreach (var part in new[] { "", "-wal", "-shm" })
                {
                    File.Delete(Path.Combine(folder, file + part));
                }

                anew.Add(file);
                continue;
            }

            faults.Add(id switch
            {
                null => $"{file} is missing",
                "" => $"{file} is empty, or was made without the others",
                _ => $"{file} is of another data folder",
            } + (price is null || id is not (null or "") ? "" : $" (if it is lost for good, --accept-loss {file} goes on without it: {price})"));
        }

        if (faults.Count > 0)
        {
            throw new ServerStartException(
                $"The files of the data folder {folder} do not belong together: {string.Join("; ", faults)}. "
                    + "Put back all files from one backup, or give --data another folder to begin anew.");
        }
    }

    // Null when there is no file, "" when it has no id.
    private static string? IdOf(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
            connection.Open();
            using var statements = new Statements(connection);
            return statements.Scalar("SELECT 1 FROM sqlite_master WHERE name = 'folder'") is null ? ""
                : (string?)statements.Scalar("SELECT id FROM folder") ?? "";
        }
        catch (SqliteException e) when (StorageFault.IsDamage(e))
        {
            throw new ServerStartException(DamagedFileException.Named(file, e).Message, e);
        }
    }
}
