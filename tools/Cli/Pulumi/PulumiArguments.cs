namespace Pinpush.Cli.Pulumi;

/// <summary>What the arguments of a call of the Pulumi CLI say; its options may stand before its command too.</summary>
/// <param name="Words">The command with what follows it that is no option, e.g. <c>stack init prod</c>.</param>
/// <param name="Stack">What <c>--stack</c>, <c>-s</c> or a subcommand of <c>stack</c> names; null when nothing does.</param>
/// <param name="Folder">What <c>--cwd</c> or <c>-C</c> names; null when nothing does.</param>
internal sealed record PulumiArguments(IReadOnlyList<string> Words, string? Stack, string? Folder, bool AsksForHelp)
{
    // Those that take a value and may stand before a stack's name or the command. Source: pulumi --help of 3.276.0.
    private static readonly HashSet<string> WithValue = new(StringComparer.Ordinal)
    {
        "--stack", "-s", "--cwd", "-C", "--color", "--tracing", "--verbose", "-v", "--profiling", "--memprofilerate", "--otel-traces", "--config-file",
        "--secrets-provider", "--copy-config-from", "--teams",
    };

    /// <summary>Whether the command calls the API, so that a server has to be there.</summary>
    public bool CallsApi => !AsksForHelp
        && Words is ["preview" or "pre" or "up" or "update" or "refresh" or "destroy" or "down" or "import" or "watch", ..];

    /// <summary>Whether it only shows what would happen.</summary>
    public bool OnlyLooks => Words is ["preview" or "pre", ..];

    public static PulumiArguments Read(IReadOnlyList<string> args)
    {
        var (words, stack, folder, help) = (new List<string>(), (string?)null, (string?)null, false);
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].StartsWith('-') && args[i].Split('=', 2) is [var option, var given] ? (option, given)
                : args[i] is ['-', 's' or 'C', _, ..] ? (args[i][..2], args[i][2..]) : (args[i], null); // -sprod
            value ??= WithValue.Contains(name) && i + 1 < args.Count ? args[++i] : null;
            switch (name)
            {
                case "--stack" or "-s":
                    stack = value;
                    break;
                case "--cwd" or "-C":
                    folder = value;
                    break;
                case "--help" or "-h":
                    help = true;
                    break;
                case { } word when !word.StartsWith('-'):
                    words.Add(word);
                    break;
            }
        }

        return new(words, stack ?? (words is ["stack", "init" or "select" or "rm", var named, ..] ? named : null), folder, help);
    }
}
