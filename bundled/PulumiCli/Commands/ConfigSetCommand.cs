using System.CommandLine;
using Pinpush.PulumiCli.Config;

namespace Pinpush.PulumiCli.Commands;

/// <summary><c>config set KEY [VALUE]</c></summary>
internal sealed class ConfigSetCommand : Command
{
    private readonly CommandHost host;
    private readonly Argument<string> key = new("key") { Description = "NAME, NAMESPACE:NAME, or with --path a path below it" };
    private readonly Argument<string?> value = new("value")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "Default: standard input, or a question on a terminal",
    };
    private readonly Option<bool> secret = new("--secret") { Description = "Encrypt the value" };
    private readonly Option<bool> plaintext = new("--plaintext") { Description = "Do not encrypt it (the default)" };
    private readonly Option<bool> path = new("--path") { Description = "The key is a path into an object or list" };

    public ConfigSetCommand(CommandHost host)
        : base("set", "Set a value")
    {
        this.host = host;
        Add(key);
        Add(value);
        foreach (var option in new Option[] { secret, plaintext, path })
        {
            Add(option);
        }

        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var host = this.host.With(parsed);
        using var session = this.host.Open(parsed);
        var text = parsed.GetValue(value) ?? host.Ask("value: ", parsed.GetValue(secret)) ?? (await host.Input.ReadToEndAsync(cancellationToken)).TrimEnd('\n');
        if (parsed.GetValue(secret))
        {
            await session.RequireSaltAsync(cancellationToken);
        }

        var typed = parsed.GetValue(path) && (text is "true" or "false" || long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _));
        ConfigNode node = parsed.GetValue(secret) ? new ConfigNode.Secure(session.Secrets.EncryptText(text)) : new ConfigNode.Scalar(text, Quoted: !typed);
        var (full, below) = ConfigPath.Split(parsed.GetValue(key)!, session.Project.Name, parsed.GetValue(path)); // not null: the argument is required
        await session.ChangeFileAsync(file => file.Set(full, ConfigPath.Set(file.Get(full), below, node)), cancellationToken);
        return ExitCode.Done;
    }
}
