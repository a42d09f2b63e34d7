using System.CommandLine;
using Pinpush.Cli.Outcomes;

namespace Pinpush.Cli.Input;

/// <summary>Options of the form <c>name=value</c>. The value may be empty and may hold further equal signs.</summary>
internal static class NameValue
{
    public static Option<string[]> Tags() => new("--tag") { Description = "A tag, name=value; may be repeated", HelpName = "NAME=VALUE" };

    /// <summary>Those of a file with those of the command line over them; null when there are none.</summary>
    public static Dictionary<string, string>? Merge(Dictionary<string, string>? below, string[]? given, string option)
    {
        var merged = new Dictionary<string, string>(below ?? [], StringComparer.Ordinal);
        foreach (var (name, value) in ParseAll(given, option))
        {
            merged[name] = value;
        }

        return merged.Count > 0 ? merged : null;
    }

    /// <exception cref="Refusal">One has no equal sign, no name, or a name that was there already.</exception>
    public static Dictionary<string, string> ParseAll(string[]? given, string option)
    {
        var parsed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in given ?? [])
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new Refusal($"{option} '{text}' is not of the form name=value.", ExitCode.WrongCommandLine);
            }

            if (!parsed.TryAdd(text[..equals], text[(equals + 1)..]))
            {
                throw new Refusal($"{option} names '{text[..equals]}' twice.", ExitCode.WrongCommandLine);
            }
        }

        return parsed;
    }
}
