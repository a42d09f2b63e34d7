using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pinpush.Cli.Outcomes;

namespace Pinpush.Cli.Input;

/// <summary>A request from a JSON file, the same that <c>aws pinpoint</c> takes with <c>file://</c>.</summary>
internal static class RequestFile
{
    /// <summary>Bytes of the largest one that a call can carry: 7 MiB.</summary>
    private const int Most = 7 * 1024 * 1024;

    public static Option<string?> Option<T>() => new Option<string?>("--file")
    {
        Description = $"JSON file with a {typeof(T).Name}, as the AWS CLI takes it; options win over its members",
        HelpName = "FILE",
    }.OfFile();

    /// <param name="type">As the SDK has it.</param>
    /// <param name="wire">As the API has it.</param>
    /// <exception cref="Refusal">It cannot be read, is no JSON, or no such request: each place, with what came and what would be right.</exception>
    public static T Read<T>(string file, JsonTypeInfo<T> type, JsonTypeInfo wire)
    {
        try
        {
            if (new FileInfo(file).Length is > Most and var length)
            {
                throw Wrong(file, $"it has {length} bytes, and a request has at most {Most}.");
            }

            using var document = JsonDocument.Parse(
                File.ReadAllText(file), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Contract.JsonShape.CheckStrictly(document.RootElement, wire) is { Count: > 0 } faults
                ? throw Wrong(file, [.. faults.Select(f => $"{f.Message}.")])
                : document.RootElement.Deserialize(type)!; // not null, as checked
        }
        catch (JsonException fault) when (fault.Path is null)
        {
            throw Wrong(file, $"it is no JSON from line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1} on.");
        }
        catch (JsonException fault) // in a member that no pinpush server serves, so that its shape is only the SDK's
        {
            throw Wrong(file, $"{fault.Path!.TrimStart('$', '.')}: it is not what the API takes there."); // as asked
        }
        catch (InvalidOperationException)
        {
            throw Wrong(file, "it has half of a surrogate pair, which no text can have."); // "\ud800": JSON by its grammar, and unreadable
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Wrong(file, $"it cannot be read: {fault.Message}");
        }
    }

    private static Refusal Wrong(string file, params IEnumerable<string> why) =>
        new(string.Join('\n', why.Select(w => $"--file {Path.GetFileName(file)}: {w}")), ExitCode.WrongCommandLine);
}
