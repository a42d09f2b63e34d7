using System.CommandLine;

namespace Pinpush.Cli.Output;

/// <summary><c>--json</c>, which every command takes.</summary>
internal static class JsonOption
{
    public static readonly Option<bool> Option = new("--json") { Description = "Print the result as one JSON record", Recursive = true };

    public static bool WantsJson(this ParseResult parsed) => parsed.GetValue(Option);
}
