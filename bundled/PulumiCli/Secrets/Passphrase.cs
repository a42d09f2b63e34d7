namespace Pinpush.PulumiCli.Secrets;

/// <summary>Where the passphrase comes from.</summary>
internal static class Passphrase
{
    public const string Variable = "PULUMI_CONFIG_PASSPHRASE";
    public const string FileVariable = "PULUMI_CONFIG_PASSPHRASE_FILE";

    /// <summary>The variable (set but empty is an empty passphrase), else the trimmed content of the named file, else a question on the terminal.</summary>
    /// <exception cref="Failure">None of them gives a passphrase.</exception>
    public static string Read(CommandHost host)
    {
        if (host.Variable(Variable) is { } set)
        {
            return set;
        }

        if (host.Variable(FileVariable) is { Length: > 0 } file)
        {
            return File.Exists(file) ? File.ReadAllText(file).Trim() : throw new Failure($"{FileVariable} names '{file}', which does not exist.");
        }

        return host.Ask("Passphrase of this stack (not shown): ", hidden: true)
            ?? throw new Failure($"A passphrase is needed: set {Variable} or {FileVariable}.");
    }
}
