using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Pinpush.Cli.Outcomes;

namespace Pinpush.Cli.Input;

/// <summary>A request from a JSON file, the same that <c>aws pinpoint</c> takes with <c>file://</c>.</summary>
internal static partial class RequestFile
{
    public static Option<FileInfo> Option<T>() => new Option<FileInfo>("--file")
    {
        Description = $"JSON file with a {typeof(T).Name}, as the AWS CLI takes it; options win over its members",
        HelpName = "FILE",
    }.AcceptExistingOnly();

    /// <exception cref="Refusal">It is no JSON, or no such request.</exception>
    public static T Read<T>(FileInfo file, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(file.FullName), type) ?? throw new JsonException("it is null");
        }
        catch (JsonException fault) when (fault.InnerException is JsonException)
        {
            throw new Refusal(
                $"--file {file.Name} is no JSON from line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1} on.", ExitCode.WrongCommandLine);
        }
        catch (JsonException fault)
        {
            throw new Refusal(
                $"--file {file.Name} is no {typeof(T).Name} at {fault.Path ?? "$"}: {Unknown().Replace(Contract.JsonComplaint.Words(fault), "is unknown")}.",
                ExitCode.WrongCommandLine);
        }
    }

    [GeneratedRegex(@"could not be mapped to any \.NET member contained in type '.*'")]
    private static partial Regex Unknown();
}
