using System.Text;

namespace Pinpush.PulumiCli;

/// <summary>What a command gets from outside: streams, variables, folder, clock.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">All else.</param>
/// <param name="Interactive">A person sits at a terminal that can be asked and redrawn.</param>
/// <param name="Folder">Where the command was started.</param>
/// <param name="ConfigFile">The stack's configuration; null for the file that the stack's name says.</param>
internal sealed record CommandHost(
    TextWriter Output, TextWriter Error, TextReader Input, bool Interactive, string Folder, IReadOnlyDictionary<string, string> Environment, TimeProvider Time,
    string? ConfigFile = null)
{
    public static CommandHost OfProcess()
    {
        var environment = System.Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);
        var interactive = !Console.IsOutputRedirected && !Console.IsInputRedirected && !environment.ContainsKey("CI");
        return new CommandHost(Console.Out, Console.Error, Console.In, interactive, Directory.GetCurrentDirectory(), environment, TimeProvider.System);
    }

    /// <summary>The variable's value; null when it is not set, empty when it is set so.</summary>
    public string? Variable(string name) => Environment.GetValueOrDefault(name);

    /// <summary>How whoever started this program called it, e.g. <c>./pinpush pulumi</c>: what commands in messages begin with.</summary>
    public string Self => Variable("PULUMI_CALLED_AS") is { Length: > 0 } name ? name : "pulumi";

    /// <summary>PULUMI_HOME, else <c>.pulumi</c> in the user's folder.</summary>
    public string PulumiHome => Variable("PULUMI_HOME") is { Length: > 0 } home ? Path.GetFullPath(home, Folder) : Path.Combine(UserFolder, ".pulumi");

    public string UserFolder =>
        Variable("HOME") is { Length: > 0 } home ? home : System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);

    /// <summary>Asks on the terminal; null where nobody can answer.</summary>
    public string? Ask(string question, bool hidden)
    {
        if (!Interactive)
        {
            return null;
        }

        Error.Write(question);
        return hidden ? ReadHidden() : Input.ReadLine();
    }

    /// <summary>Whether somebody on the terminal says yes.</summary>
    public bool Confirms(string question) => Ask(question, hidden: false)?.Trim() is "yes" or "y";

    private string ReadHidden()
    {
        var text = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                text.Length = Math.Max(0, text.Length - 1);
            }
            else
            {
                text.Append(key.KeyChar);
            }
        }

        Error.WriteLine();
        return text.ToString();
    }
}
