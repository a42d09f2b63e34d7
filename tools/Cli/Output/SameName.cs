namespace Pinpush.Cli.Output;

/// <summary>The words for things of one name, which the API allows and commands that take a name cannot tell apart.</summary>
internal static class SameName
{
    private const int MostTold = 10;

    /// <summary>Each with its id and when it was made; of many the first ten.</summary>
    public static string List(IReadOnlyCollection<(string Id, string? Created)> things) =>
        string.Join(", ", things.Take(MostTold).Select(t => t.Created is null ? t.Id : $"{t.Id} (created {t.Created})"))
        + (things.Count > MostTold ? $" and {things.Count - MostTold} more" : "");

    /// <summary>Tells that what was just made is not the only one of its name; nothing when it is.</summary>
    /// <param name="kind">Of what, in the plural.</param>
    /// <param name="before">Those that had the name before.</param>
    /// <param name="advice">What to use, a sentence.</param>
    public static void TellOf(
        Terminal terminal, string kind, string? name, IReadOnlyCollection<(string Id, string? Created)> before, string made, string advice)
    {
        if (before.Count > 0)
        {
            terminal.Say($"{before.Count + 1} {kind} are named '{name}' now: {List(before)}, and {made}, which is the new one. {advice}");
        }
    }
}
