using System.Runtime.InteropServices;

namespace Pinpush.Server.Storage;

/// <summary>Files that only their owner may read.</summary>
internal static partial class PrivateFile
{
    /// <summary>Makes the file with mode 0600, whole or not at all. One that is there stays: of two servers that start at once, one makes it and both read it.</summary>
    public static void MakeOnce(string file, ReadOnlySpan<byte> content)
    {
        if (File.Exists(file))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!); // a full path of a file has a folder
        var temporary = $"{file}.{Guid.NewGuid():N}";
        using (var stream = new FileStream(temporary, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        try
        {
            // A hard link fails when the name is taken; File.Move looks and then renames, and two that look at once overwrite each other's file.
            if (Link(temporary, file) != 0 && !File.Exists(file))
            {
                File.Move(temporary, file, overwrite: false); // a file system without hard links
            }
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string made);
}
