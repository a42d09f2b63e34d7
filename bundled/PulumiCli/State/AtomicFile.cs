using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Pinpush.PulumiCli.State;

/// <summary>Writes a file so that a reader, also one after a crash, sees the old content or the new, never a part.</summary>
internal static partial class AtomicFile
{
    /// <summary>Writes beside the file, syncs, renames, and syncs the folder. The former content stays as <paramref name="backup"/> if one is named.</summary>
    public static void Write(string path, string text, string? backup)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        Directory.CreateDirectory(folder);
        var fresh = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var file = new FileStream(fresh, Options()))
            {
                file.Write(Encoding.UTF8.GetBytes(text));
                file.Flush(flushToDisk: true);
            }

            if (backup is not null && File.Exists(path))
            {
                // A hard link would be cheaper; a copy also works where a folder knows none. The file itself is never missing.
                File.Copy(path, backup, overwrite: true);
            }

            File.Move(fresh, path, overwrite: true);
        }
        catch (IOException)
        {
            File.Delete(fresh); // a disk that is full needs the room
            throw;
        }

        SyncFolder(folder);
        var old = File.GetLastWriteTimeUtc(path).AddHours(-1); // no writer is at work for an hour
        foreach (var file in Leftovers(path).Where(f => File.GetLastWriteTimeUtc(f) < old))
        {
            File.Delete(file);
        }
    }

    /// <summary>What writers of the file left beside it that were killed.</summary>
    public static string[] Leftovers(string path) =>
        Directory.GetFiles(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/", $"{Path.GetFileName(path)}.*.tmp");

    // State holds what only its owner should read.
    private static FileStreamOptions Options() => new()
    {
        Mode = FileMode.Create,
        Access = FileAccess.Write,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    };

    // The rename itself is durable only once the folder is.
    private static void SyncFolder(string folder)
    {
        using SafeFileHandle handle = new(Open(folder, 0), ownsHandle: true);
        if (!handle.IsInvalid)
        {
            _ = Sync(handle); // some file systems refuse to sync a folder; then the rename is as durable as they make it
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(SafeFileHandle handle);
}
