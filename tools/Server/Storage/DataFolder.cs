using System.Globalization;
using Pinpush.Files;
using Pinpush.Server.Hosting;

namespace Pinpush.Server.Storage;

/// <summary>The data folder, held by one server at a time, and with all that is in it for its user alone.</summary>
internal sealed class DataFolder : IDisposable
{
    /// <summary>What files and folders are made with: device tokens and keys are nobody else's.</summary>
    public const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite, FolderMode = FileMode | UnixFileMode.UserExecute;

    // What our files begin with, those of the simulators among them.
    private static readonly string[] Names =
        ["core.db", "endpoints.", "ledger.db", "events.db", "calls.db", "identity", "credentials", "lock", "gateways"];

    /// <summary>The number of the process that holds the folder, or held it last.</summary>
    private const string Holder = "lock.holder";

    private readonly FileStream held;

    /// <param name="acceptedLosses">Files that may be made anew when they are lost: see <see cref="Losses"/>.</param>
    /// <exception cref="ServerStartException">The folder cannot be written, another server holds it, or its files do not belong together.</exception>
    public DataFolder(string folder, IReadOnlyCollection<string>? acceptedLosses = null)
    {
        Folder = Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(Folder, FolderMode);
            held = new FileStream(File("lock"), new FileStreamOptions
            {
                Mode = System.IO.FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = FileMode,
            });
            AtomicFile.Write(File(Holder), Environment.ProcessId.ToString(CultureInfo.InvariantCulture), AtomicFile.OwnerOnly);
            Close(new DirectoryInfo(Folder));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ServerStartException($"The data folder {Folder} cannot be written: {e.Message} Give --data a folder that this user may write.", e);
        }
        catch (IOException e)
        {
            throw new ServerStartException(
                StorageFault.Of(e, Folder) ?? (Directory.Exists(Folder) ? Held()
                    : $"The data folder {Folder} cannot be made: {e.Message} Give --data a folder that this user may write."), e);
        }

        try
        {
            Identity = FolderIdentity.Open(Folder, acceptedLosses ?? []);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public string Folder { get; }

    public FolderIdentity Identity { get; }

    public string File(string name) => Path.Combine(Folder, name);

    public void Dispose() => held.Dispose();

    // The file that is locked cannot be read, so who holds it stands beside it.
    private string Held()
    {
        var holder = System.IO.File.Exists(File(Holder)) && int.TryParse(System.IO.File.ReadAllText(File(Holder)), CultureInfo.InvariantCulture, out var id)
            ? id : (int?)null;
        return $"The data folder {Folder} is held by another server{(holder is null ? "" : $", process {holder}")}. "
            + $"Stop that one{(holder is null ? "" : $" (kill {holder})")}, or give --data another folder.";
    }

    // Also what was there before: an earlier version, or whoever made the folder, may have left it open to others. A folder with files of others stays open.
    private static void Close(DirectoryInfo folder)
    {
        var (ours, others) = (new List<FileSystemInfo>(), 0);
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry.LinkTarget is null && Array.Exists(Names, n => entry.Name.StartsWith(n, StringComparison.Ordinal)))
            {
                ours.Add(entry);
            }
            else
            {
                others++;
            }
        }

        if (others == 0)
        {
            folder.UnixFileMode = FolderMode;
        }

        foreach (var entry in ours)
        {
            entry.UnixFileMode = entry is DirectoryInfo ? FolderMode : FileMode;
        }
    }
}
