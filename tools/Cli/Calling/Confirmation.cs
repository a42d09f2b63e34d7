using System.CommandLine;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Calling;

/// <summary>The question before what cannot be taken back, and <c>--yes</c>, which answers it.</summary>
internal static class Confirmation
{
    public static Option<bool> Option() => new("--yes", "-y") { Description = "Do it without asking" };

    /// <summary>Returns when it is to be done.</summary>
    /// <param name="yes">Of the command: <see cref="Option"/>.</param>
    /// <param name="effect">What will happen, as a sentence.</param>
    /// <exception cref="Refusal">Somebody said no, or nobody can be asked.</exception>
    public static void Require(this Terminal terminal, ParseResult parsed, Option<bool> yes, string effect)
    {
        if (parsed.GetValue(yes))
        {
            return;
        }

        if (!terminal.CanAsk)
        {
            throw new Refusal($"{effect} Nobody can be asked here: give {yes.Name} to have it so.", ExitCode.WrongCommandLine);
        }

        if (!terminal.Confirms($"{effect} Go on? [y/N] "))
        {
            throw new Refusal("Declined: nothing was done.");
        }
    }
}
