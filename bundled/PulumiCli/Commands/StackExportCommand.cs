using System.CommandLine;
using System.Text.Json.Nodes;
using Pinpush.Files;
using Pinpush.PulumiCli.Secrets;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Commands;

/// <summary><c>stack export</c></summary>
internal sealed class StackExportCommand : Command
{
    private readonly CommandHost host;
    private readonly Option<string?> file = new("--file") { Description = "Write to this file. Default: standard output", HelpName = "FILE" };
    private readonly Option<bool> showSecrets = new("--show-secrets") { Description = "Write secrets in clear" };

    public StackExportCommand(CommandHost host)
        : base("export", "Write the stack's state as JSON")
    {
        this.host = host;
        Add(file);
        Add(showSecrets);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        using var session = host.Open(parsed);
        var deployment = session.ReadRaw()?.DeepClone().AsObject()
            ?? new JsonObject { ["manifest"] = new JsonObject { ["time"] = "0001-01-01T00:00:00Z", ["magic"] = "", ["version"] = "" } };
        if (parsed.GetValue(showSecrets))
        {
            SecretForms.ToPlaintext(deployment, SnapshotJson.SaltOf(deployment), session.Secrets);
        }

        var document = new JsonObject { ["version"] = null, ["deployment"] = deployment };
        StateVersion.Set(document, deployment);
        var text = PropertyJson.ToText(document, indent: 4) + "\n";
        if (parsed.GetValue(file) is { } path)
        {
            AtomicFile.Write(Path.GetFullPath(path, host.With(parsed).Folder), text, AtomicFile.OwnerOnly);
        }
        else
        {
            host.Output.Write(text);
        }

        return ExitCode.Done;
    }
}
