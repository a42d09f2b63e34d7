using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Secrets;
using Pinpush.PulumiCli.State;

namespace Pinpush.PulumiCli.Commands;

/// <summary><c>stack import</c></summary>
internal sealed class StackImportCommand : Command
{
    private readonly CommandHost host;
    private readonly Option<string?> file = new("--file") { Description = "Read this file. Default: standard input", HelpName = "FILE" };
    private readonly Option<bool> force = new("--force", "-f") { Description = "Also a state that contradicts itself or belongs to another stack" };

    public StackImportCommand(CommandHost host)
        : base("import", "Take a state from JSON")
    {
        this.host = host;
        Add(file);
        Add(force);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = host.Open(parsed);
        using var held = session.Lock();
        var text = parsed.GetValue(file) is { } path ? await File.ReadAllTextAsync(Path.GetFullPath(path, host.With(parsed).Folder), cancellationToken)
            : await host.Input.ReadToEndAsync(cancellationToken);
        JsonObject deployment;
        try
        {
            var document = JsonNode.Parse(text) as JsonObject ?? throw new Failure("The state to import has to be a JSON object.");
            StateVersion.Check(document, "The state to import");
            deployment = document["deployment"] as JsonObject ?? [];
        }
        catch (JsonException e)
        {
            throw new Failure($"The state to import is no JSON: {e.Message}");
        }

        // From another stack its secrets come under another salt; the next update puts them under this one's.
        await session.RequireSaltAsync(cancellationToken);
        SecretForms.ToCiphertext(deployment, session.Secrets);
        if (SnapshotJson.SaltOf(deployment) is null)
        {
            deployment["secrets_providers"] = new JsonObject { ["type"] = "passphrase", ["state"] = new JsonObject { ["salt"] = session.Secrets.Salt } };
        }

        if (!parsed.GetValue(force))
        {
            var read = SnapshotJson.Read(deployment, session.Secrets);
            var foreign = read.Resources.FirstOrDefault(r => Urn.StackOf(r.Urn) != session.Stack || Urn.ProjectOf(r.Urn) != session.Project.Name);
            if (foreign is not null || read.Faults().Any())
            {
                throw new Failure(
                    $"{(foreign is not null ? $"{foreign.Urn} belongs to another stack." : read.Faults().First())} With --force it is imported all the same.");
            }
        }

        session.ReadRaw();
        session.WriteRaw((JsonObject)deployment.DeepClone());
        await host.Output.WriteLineAsync("Import complete.");
        return ExitCode.Done;
    }
}
