using System.Text.Json;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Connecting;

/// <summary>The local server that the last <c>serve</c> started, remembered in <c>.pinpush/server.json</c> while it runs.</summary>
internal sealed record KnownServer
{
    public required Uri Url { get; init; }

    /// <summary>Absolute path of the shared-credentials file.</summary>
    public required string CredentialsFile { get; init; }

    /// <summary>Process that serves; it removes the file when it ends in an orderly way.</summary>
    public required int ProcessId { get; init; }

    /// <summary>Null when none is remembered, or the file cannot be read as one.</summary>
    public static KnownServer? Read(string home)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(FileIn(home)), CliJson.Default.KnownServer);
        }
        catch (Exception fault) when (fault is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Remember(string home)
    {
        Directory.CreateDirectory(home);
        var temporary = FileIn(home) + ".new";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(this, CliJson.Default.KnownServer));
        File.Move(temporary, FileIn(home), overwrite: true);
    }

    /// <summary>Removes the file, unless another server has taken it over.</summary>
    public void Forget(string home)
    {
        if (Read(home) == this)
        {
            File.Delete(FileIn(home));
        }
    }

    private static string FileIn(string home) => Path.Combine(home, "server.json");
}
