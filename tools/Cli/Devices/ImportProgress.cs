using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Pinpush.Cli.Output;
using Pinpush.Files;

namespace Pinpush.Cli.Devices;

/// <summary>How far an import has come.</summary>
/// <param name="Line">Last line that is done, and every line before it; 0 for none.</param>
/// <param name="Refused">Lines up to there that were refused, in this run or an interrupted one.</param>
/// <param name="Skipped">Lines up to there that are of other channels.</param>
/// <param name="Faults">The first <see cref="MostFaults"/> of them.</param>
internal sealed record ImportState(int Line, int Refused, int Skipped, IReadOnlyList<ImportFault> Faults)
{
    /// <summary>Faults that are kept and told; the rest is counted only, so that a file of another kind does not fill the memory.</summary>
    public const int MostFaults = 1000;

    public static ImportState None { get; } = new(0, 0, 0, []);

    public ImportState After(int line, int skipped, IReadOnlyCollection<ImportFault> faults) =>
        new(line, Refused + faults.Count, Skipped + skipped, faults.Count == 0 || Faults.Count == MostFaults
            ? Faults
            : [.. Faults, .. faults.OrderBy(f => f.Line).Take(MostFaults - Faults.Count)]);
}

/// <summary>Keeps the state of the import of one file into one app in <c>.pinpush/import-*.json</c>, removed when the whole command is done.</summary>
/// <remarks>The name is made of the app, the file's path, size and time, so a changed file starts anew.</remarks>
internal sealed class ImportProgress(string home, string app, FileInfo file)
{
    private static readonly JsonTypeInfo<ImportState> Form = CliJson.Of<ImportState>(ImportStateJson.Default);

    private readonly string path = Path.Combine(home, $"import-{Name(app, file)}.json");

    public ImportState Read()
    {
        try
        {
            return (File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), Form) : null) ?? ImportState.None;
        }
        catch (JsonException)
        {
            return ImportState.None; // importing a line again does no harm
        }
    }

    public void Write(ImportState state) => AtomicFile.Write(path, JsonSerializer.Serialize(state, Form), AtomicFile.OwnerOnly);

    public void Remove() => File.Delete(path);

    private static string Name(string app, FileInfo file)
    {
        var identity = $"{app}\n{file.FullName}\n{file.Length}\n{file.LastWriteTimeUtc.Ticks}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..16];
    }
}

[JsonSerializable(typeof(ImportState))]
internal sealed partial class ImportStateJson : JsonSerializerContext;
