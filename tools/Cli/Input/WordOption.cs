using System.CommandLine;

namespace Pinpush.Cli.Input;

/// <summary>An option that takes some words only. The library's own check tells neither the option nor the words in one line.</summary>
internal static class WordOption
{
    public static Option<T> TakesOnly<T>(this Option<T> option, StringComparer casing, params string[] words)
    {
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            foreach (var wrong in result.Tokens.Where(t => !words.Contains(t.Value, casing)))
            {
                result.AddError($"{option.Name} is '{wrong.Value}', which is none of {string.Join(", ", words)}.");
            }
        });
        return option;
    }
}
