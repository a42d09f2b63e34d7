using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Pinpush.Files;

/// <summary>Writes a file so that a reader, also one after a crash, sees the old content or the new, never a part.</summary>
/// <remarks>
/// It is written beside, flushed to the disk and renamed; then the folder is flushed, without which a rename is not durable.
/// No project of its own: each program compiles this file in, so that <c>bundled/</c> refers to no project of <c>tools/</c>.
/// </remarks>
internal static partial class AtomicFile
{
    /// <summary>For what nobody else should read: keys, states with secrets.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the file or replaces it.</summary>
    /// <param name="mode">Null: the mode with which the process makes any file.</param>
    /// <param name="backup">Keeps the former content; null: nothing does.</param>
    public static void Write(string path, Action<Stream> content, UnixFileMode? mode = null, string? backup = null) => WriteBeside(path, content, mode, fresh =>
    {
        if (backup is not null && File.Exists(path))
        {
            // A hard link would be cheaper; a copy also works where a folder knows none. The file itself is never missing.
            File.Copy(path, backup, overwrite: true);
        }

        File.Move(fresh, path, overwrite: true);
    });

    /// <inheritdoc cref="Write(string, Action{Stream}, UnixFileMode?, string?)"/>
    public static void Write(string path, string text, UnixFileMode? mode = null, string? backup = null) =>
        Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)), mode, backup);

    /// <summary>Makes the file unless it is there: of two processes that do so at once, one makes it and both find it whole.</summary>
    /// <returns>False when it was there; then it stays as it is.</returns>
    public static bool TryMake(string path, string text, UnixFileMode? mode = null)
    {
        var isMade = false;
        if (!File.Exists(path))
        {
            // A hard link fails when the name is taken; File.Move looks and then renames, and two that look at once overwrite each other's file.
            WriteBeside(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)), mode, fresh =>
            {
                isMade = Link(fresh, path) == 0;
                if (!isMade && !File.Exists(path))
                {
                    File.Move(fresh, path, overwrite: false); // a file system without hard links
                    isMade = true;
                }
            });
        }

        return isMade;
    }

    /// <summary>What writers of the file left beside it that were killed.</summary>
    public static string[] Leftovers(string path)
    {
        // server.key.0a1b2c...: 32 digits between the file's name and .tmp; all else there is somebody else's
        var beginning = Path.GetFileName(path) + ".";
        return [.. Directory.EnumerateFiles(FolderOf(path), "*.tmp").Where(f =>
            Path.GetFileNameWithoutExtension(f) is var name && name.StartsWith(beginning, StringComparison.Ordinal)
            && Guid.TryParseExact(name[beginning.Length..], "N", out _))];
    }

    private static void WriteBeside(string path, Action<Stream> content, UnixFileMode? mode, Action<string> putInPlace)
    {
        Directory.CreateDirectory(FolderOf(path));
        var fresh = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(fresh, Options(mode)))
            {
                content(file);
                file.Flush(flushToDisk: true);
            }

            putInPlace(fresh);
        }
        finally
        {
            File.Delete(fresh); // it is there after a fault, when a disk that is full needs the room, and beside a link
        }

        SyncFolder(FolderOf(path));
        var old = File.GetLastWriteTimeUtc(path).AddHours(-1); // no writer is at work for an hour
        foreach (var file in Leftovers(path).Where(f => File.GetLastWriteTimeUtc(f) < old))
        {
            File.Delete(file);
        }
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";

    private static FileStreamOptions Options(UnixFileMode? mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1 << 16 };
        if (mode is not null)
        {
            options.UnixCreateMode = mode;
        }

        return options;
    }

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

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string made);
}
