using System.CommandLine;
using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Config;
using Pinpush.PulumiCli.Projects;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Commands;

/// <summary>The stack's configuration; without a subcommand it is listed.</summary>
internal sealed class ConfigCommand : Command
{
    private readonly CommandHost host;
    private readonly Option<bool> json = new("--json", "-j") { Description = "Print JSON" };
    private readonly Option<bool> showSecrets = new("--show-secrets") { Description = "Print secrets in clear" };

    public ConfigCommand(CommandHost host)
        : base("config", "Look at and change the stack's configuration")
    {
        this.host = host;
        Add(json);
        Add(showSecrets);
        Add(new ConfigSetCommand(host));
        Add(new ConfigGetCommand(host));
        Add(new ConfigRemoveCommand(host));
        SetAction(List);
    }

    private int List(ParseResult parsed)
    {
        using var session = host.Open(parsed);
        var clear = parsed.GetValue(showSecrets);
        string Decrypt(string ciphertext) => clear ? session.Secrets.DecryptText(ciphertext) : PropertyJson.Blinded;
        var values = StackConfig.Nodes(session.Project, session.File);
        if (parsed.GetValue(json))
        {
            host.Output.WriteLine(
                PropertyJson.ToText(new JsonObject(values.Select(v => KeyValuePair.Create(v.Key.ToString(), (JsonNode?)Entry(v.Value)))), indent: 2));
            return ExitCode.Done;
        }

        string Short(ConfigKey key) => key.Namespace == session.Project.Name ? key.Name : key.ToString();
        var width = Math.Max(3, values.Select(v => Short(v.Key).Length).DefaultIfEmpty(0).Max());
        host.Output.WriteLine($"{"KEY".PadRight(width)}  VALUE");
        foreach (var (key, value) in values)
        {
            host.Output.WriteLine($"{Short(key).PadRight(width)}  {(value.HasSecrets && !clear ? PropertyJson.Blinded : value.ToText(Decrypt))}");
        }

        return ExitCode.Done;

        JsonObject Entry(ConfigNode value)
        {
            var node = new JsonObject { ["secret"] = value.HasSecrets };
            if (!value.HasSecrets || clear)
            {
                node.Insert(0, "value", value.ToText(Decrypt));
                if (value is ConfigNode.List or ConfigNode.Map)
                {
                    node["objectValue"] = value.ToJson(Decrypt);
                }
            }

            return node;
        }
    }
}
