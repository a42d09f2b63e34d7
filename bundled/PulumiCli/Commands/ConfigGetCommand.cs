using System.CommandLine;
using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Config;
using Pinpush.PulumiCli.Projects;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Commands;

/// <summary><c>config get KEY</c>: in clear, also a secret.</summary>
internal sealed class ConfigGetCommand : Command
{
    private readonly CommandHost host;
    private readonly Argument<string> key = new("key") { Description = "NAME, NAMESPACE:NAME, or with --path a path below it" };
    private readonly Option<bool> path = new("--path") { Description = "The key is a path into an object or list" };
    private readonly Option<bool> json = new("--json", "-j") { Description = "Print JSON" };

    public ConfigGetCommand(CommandHost host)
        : base("get", "Print one value, decrypted")
    {
        this.host = host;
        Add(key);
        Add(path);
        Add(json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        using var session = host.Open(parsed);
        var name = parsed.GetValue(key)!; // not null: the argument is required
        var (full, below) = ConfigPath.Split(name, session.Project.Name, parsed.GetValue(path));
        var node = ConfigPath.Get(StackConfig.Nodes(session.Project, session.File).GetValueOrDefault(full), below)
            ?? throw new Failure($"configuration key '{name}' not found for stack '{session.Stack}'");
        var text = node.ToText(session.Secrets.DecryptText);
        host.Output.WriteLine(parsed.GetValue(json)
            ? PropertyJson.ToText(new JsonObject { ["value"] = text, ["secret"] = node.HasSecrets }, indent: 2)
            : text);
        return ExitCode.Done;
    }
}
