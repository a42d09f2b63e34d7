using System.Text;
using Pinpush.Cli.Outcomes;

namespace Pinpush.Cli.Devices;

/// <summary>A file that is imported: text, or text that gzip has compressed, as Pinpoint's export jobs write it. Its content tells which.</summary>
internal sealed class ImportSource : IDisposable
{
    private static readonly string[] Endings = [".gz", ".json", ".jsonl", ".ndjson", ".csv"];

    private readonly FileStream file;

    private ImportSource(FileStream file, TextReader text) => (this.file, Text) = (file, text);

    public TextReader Text { get; }

    /// <summary>Bytes of the file that were read.</summary>
    public long Position => file.Position;

    /// <summary>The file itself, or of a folder and those below it all files that an export or import has, in the order of their names.</summary>
    /// <exception cref="Refusal">The folder has none.</exception>
    public static IReadOnlyList<FileInfo> In(FileSystemInfo place)
    {
        if (place is not DirectoryInfo folder)
        {
            return [(FileInfo)place];
        }

        List<FileInfo> files = [.. folder.EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(f => Endings.Contains(f.Extension, StringComparer.OrdinalIgnoreCase)).OrderBy(f => f.FullName, StringComparer.Ordinal)];
        return files.Count > 0 ? files : throw new Refusal($"{folder.FullName} has no file that ends in {string.Join(", ", Endings)}.");
    }

    public static ImportSource Open(FileInfo source)
    {
        var file = new FileStream(source.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024);
        var isZipped = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b; // RFC 1952
        file.Position = 0;
        return new(file, new StreamReader(isZipped ? new WholeGzip(file) : file, Encoding.UTF8));
    }

    public void Dispose()
    {
        Text.Dispose();
        file.Dispose();
    }
}
