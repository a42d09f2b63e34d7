using Pinpush.Cli.Outcomes;

namespace Pinpush.Cli.Channels;

/// <summary>Reads a file with a key. Keys come from files only: a command line is visible to every process of the machine.</summary>
internal static class CredentialFile
{
    /// <summary>More than any real key, certificate or service account: 64 KiB.</summary>
    private const int Limit = 64 * 1024;

    /// <param name="option">The option that named it, for the message.</param>
    /// <exception cref="Refusal">Unreadable, empty or far too long.</exception>
    public static byte[] ReadBytes(string path, string option)
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length switch
            {
                0 => throw Wrong($"{path} is empty."),
                > Limit => throw Wrong($"{path} has {length} bytes; a key has at most {Limit}. Is it the right file?"),
                _ => File.ReadAllBytes(path),
            };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Wrong($"{path} cannot be read: {fault.Message}");
        }

        Refusal Wrong(string why) => new($"{option}: {why}", ExitCode.WrongCommandLine);
    }

    /// <summary>UTF-8, or what the file's byte order mark says; without the mark and blanks around it.</summary>
    /// <inheritdoc cref="ReadBytes"/>
    public static string ReadText(string path, string option)
    {
        using var reader = new StreamReader(new MemoryStream(ReadBytes(path, option)));
        return reader.ReadToEnd().Trim();
    }
}
