namespace Pinpush.Cli.Output;

/// <summary>Options of the form <c>name=value</c>. The value may be empty and may hold further equal signs.</summary>
internal static class NameValue
{
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
