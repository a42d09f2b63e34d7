using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pinpush.Cli.Output;
using Pinpush.Files;

namespace Pinpush.Cli.Connecting;

/// <summary>A local server that <c>serve</c> started, remembered in <c>.pinpush/servers/PORT.json</c> while it runs.</summary>
internal sealed record KnownServer
{
    public required Uri Url { get; init; }

    /// <summary>Absolute path of the shared-credentials file.</summary>
    public required string CredentialsFile { get; init; }

    /// <summary>Process that serves; it removes the file when it ends in an orderly way.</summary>
    public required int ProcessId { get; init; }

    public required DateTimeOffset Started { get; init; }

    /// <summary>All that are remembered. The one that started first is in front: commands call it. A file that cannot be read is left out.</summary>
    public static IReadOnlyList<KnownServer> ReadAll(string home) => !Directory.Exists(FolderIn(home)) ? []
        : [.. Directory.EnumerateFiles(FolderIn(home), "*.json").Select(Read).OfType<KnownServer>().OrderBy(s => s.Started)];

    /// <summary>False once its process is gone, as after a kill that left the file behind.</summary>
    public bool IsAlive()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Writes the file, and removes those of servers that are gone.</summary>
    public void Remember(string home)
    {
        foreach (var gone in ReadAll(home).Where(s => !s.IsAlive()))
        {
            gone.Forget(home);
        }

        AtomicFile.Write(FileIn(home), JsonSerializer.Serialize(this, CliJson.Of<KnownServer>(KnownServerJson.Default)));
    }

    public void Forget(string home) => File.Delete(FileIn(home));

    private static KnownServer? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), CliJson.Of<KnownServer>(KnownServerJson.Default));
        }
        catch (Exception fault) when (fault is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string FolderIn(string home) => Path.Combine(home, "servers");

    // Two servers that run at once listen on two ports.
    private string FileIn(string home) => Path.Combine(FolderIn(home), $"{Url.Port.ToString(CultureInfo.InvariantCulture)}.json");
}

[JsonSerializable(typeof(KnownServer))]
internal sealed partial class KnownServerJson : JsonSerializerContext;
