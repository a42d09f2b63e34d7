using System.CommandLine;
using System.CommandLine.Parsing;

namespace Pinpush.PulumiCli.Commands;

/// <summary>What is wrong with a command line, in the official CLI's words, and what may have been meant.</summary>
internal static class Mistakes
{
    /// <summary>More slips than this make another word.</summary>
    private const int Slips = 2;

    public static IEnumerable<string> Find(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens is not [var word, ..]) // what stands behind the first one may belong to it
        {
            return parsed.Errors.Select(e => e.Message);
        }

        var command = parsed.CommandResult.Command;
        var path = string.Join(' ', Path(parsed.CommandResult).Reverse());
        var name = word.Split('=')[0];
        return [word.StartsWith('-') ? $"unknown flag: {name}{Hint(name, Options(parsed.CommandResult))}"
            : command.Subcommands.Count > 0 ? $"unknown command \"{word}\" for \"{path}\"{Hint(word, command.Subcommands.SelectMany(Names))}"
            : $"unexpected argument \"{word}\" for \"{path}\""];
    }

    /// <summary>The command and those above it, the innermost first.</summary>
    public static IEnumerable<string> Path(CommandResult result)
    {
        for (SymbolResult? at = result; at is CommandResult command; at = at.Parent)
        {
            yield return command.Command.Name;
        }
    }

    private static IEnumerable<string> Options(CommandResult result)
    {
        for (SymbolResult? at = result; at is CommandResult command; at = at.Parent)
        {
            foreach (var option in command.Command.Options.Where(o => !o.Hidden && (at == result || o.Recursive)))
            {
                yield return option.Name;
            }
        }
    }

    private static IEnumerable<string> Names(Command command) => command.Aliases.Prepend(command.Name);

    private static string Hint(string word, IEnumerable<string> known)
    {
        var near = known.Select(k => (Word: k, Distance: k.StartsWith(word, StringComparison.Ordinal) ? 0 : Distance(word, k)))
            .Where(k => k.Distance <= Slips).OrderBy(k => k.Distance).Select(k => k.Word).FirstOrDefault();
        return near is null ? "" : $". Did you mean {near}?";
    }

    // How many letters have to be put in, left out or changed. Source: Levenshtein.
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        foreach (var (i, letter) in one.Index())
        {
            var (before, _) = (row[0], row[0] = i + 1);
            for (var j = 1; j <= other.Length; j++)
            {
                (before, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, before + (letter == other[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
