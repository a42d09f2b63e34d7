using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pinpush.Cli.Devices;

/// <summary>How far the import of one file into one app has come: a number in <c>.pinpush/import-*.line</c>, removed at the end.</summary>
/// <remarks>The name is made of the app, the file's path, size and time, so a changed file starts anew.</remarks>
internal sealed class ImportProgress(string home, string app, FileInfo file)
{
    private readonly string path = Path.Combine(home, $"import-{Name(app, file)}.line");

    /// <summary>Last line whose batch, and every batch before it, was acknowledged; 0 for none.</summary>
    public int Read() =>
        File.Exists(path) && int.TryParse(File.ReadAllText(path), CultureInfo.InvariantCulture, out var line) ? line : 0;

    public void Write(int line)
    {
        Directory.CreateDirectory(home);
        File.WriteAllText(path + ".new", line.ToString(CultureInfo.InvariantCulture));
        File.Move(path + ".new", path, overwrite: true);
    }

    public void Remove() => File.Delete(path);

    private static string Name(string app, FileInfo file)
    {
        var identity = $"{app}\n{file.FullName}\n{file.Length}\n{file.LastWriteTimeUtc.Ticks}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..16];
    }
}
