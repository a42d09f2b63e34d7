using Pinpush.Cli.Commands;
using Pinpush.Cli.Outcomes;

namespace Pinpush.Cli.Stacks;

/// <summary>A setting that takes a part that comes along in place of the installed one.</summary>
internal static class BundledChoice
{
    public const string Word = "bundled";

    /// <param name="setting">The variable's name behind <c>PINPUSH_</c>.</param>
    /// <exception cref="Refusal">Something else is asked for.</exception>
    public static bool Asks(CommandHost host, string setting) => host.Settings[setting] switch
    {
        null or "" => false,
        Word => true,
        var other => throw new Refusal($"PINPUSH_{setting} is '{other}'; it may be {Word}, or not set."),
    };
}
