using System.CommandLine.Parsing;

namespace Pinpush.Cli.Input;

/// <summary>Values that no command can mean: an empty one, as an unset shell variable gives, and an id that is a dot segment.</summary>
/// <remarks>
/// Both would change the address that is called: <c>endpoints/..</c> is the app itself, so removing the device <c>..</c> would delete the app.
/// </remarks>
internal static class PlainMistakes
{
    /// <summary>The first mistake in words; null for none.</summary>
    public static string? Find(CommandResult command)
    {
        foreach (var symbol in command.Children)
        {
            var (name, kind) = symbol switch
            {
                OptionResult option => (option.Option.Name, option.Option.HelpName),
                ArgumentResult argument => (argument.Argument.Name, argument.Argument.Name),
                _ => ("", null),
            };
            foreach (var token in symbol.Tokens)
            {
                if (string.IsNullOrWhiteSpace(token.Value))
                {
                    return $"{name} is empty.";
                }

                if (kind is "ID" or "TOKEN" or "SEGMENT" && token.Value is "." or "..")
                {
                    return $"{name} is '{token.Value}', which no id can be.";
                }
            }
        }

        return command.Parent is CommandResult parent ? Find(parent) : null;
    }
}
