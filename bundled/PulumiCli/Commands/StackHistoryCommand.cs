using System.CommandLine;
using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Display;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Commands;

/// <summary><c>stack history</c>: the runs of the stack, the latest first.</summary>
internal sealed class StackHistoryCommand : Command
{
    private readonly CommandHost host;
    private readonly Option<bool> json = new("--json", "-j") { Description = "Print JSON" };
    private readonly Option<bool> showSecrets = new("--show-secrets") { Description = "Print secrets of the configuration in clear" };

    public StackHistoryCommand(CommandHost host)
        : base("history", "Show the updates, refreshes and destroys of the stack, the latest first")
    {
        this.host = host;
        Add(json);
        Add(showSecrets);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        using var session = host.Open(parsed);
        var folder = session.Backend.HistoryFolder(session.Project.Name, session.Stack);
        var runs = (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.history.json") : []).OrderDescending(StringComparer.Ordinal)
            .Select(f => JsonNode.Parse(File.ReadAllText(f))).OfType<JsonObject>().ToList();
        if (parsed.GetValue(json))
        {
            host.Output.WriteLine(PropertyJson.ToText(new JsonArray([.. runs.Select(r => Shown(r, session, parsed.GetValue(showSecrets)))]), indent: 4));
            return ExitCode.Done;
        }

        if (runs.Count == 0)
        {
            host.Output.WriteLine("Stack has never been updated");
        }

        foreach (var run in runs)
        {
            var changes = run["resourceChanges"] as JsonObject ?? [];
            int Count(string kind) => changes[kind]?.GetValue<int>() ?? 0;
            host.Output.WriteLine($"UpdateKind: {run["kind"]}");
            host.Output.WriteLine($"Status: {run["result"]}");
            host.Output.WriteLine($"Message: {run["message"]}");
            host.Output.WriteLine($"+{Count("create")}-{Count("delete")}~{Count("update")} {Count("same")}");
            var (began, ended) = (At(run, "startTime"), At(run, "endTime"));
            host.Output.WriteLine($"Updated {TimeText.Ago(began, host.Time.GetUtcNow())} ({began:u}) took "
                + TimeText.Duration(ended - began));
            host.Output.WriteLine();
        }

        return ExitCode.Done;
    }

    // Times as text, and values of the configuration without their ciphertexts. Source: Pulumi, pkg/cmd/pulumi/stack: updateInfoJSON.
    private static JsonObject Shown(JsonObject run, StackSession session, bool clear)
    {
        var config = new JsonObject();
        foreach (var (key, entry) in run["config"] as JsonObject ?? [])
        {
            var secret = entry?["secret"]?.GetValue<bool>() == true;
            var text = entry?["value"]?.GetValue<string>() ?? "";
            config[key] = secret && (!clear || entry?["object"] is not null) ? new JsonObject { ["secret"] = true }
                : new JsonObject { ["value"] = secret ? session.Secrets.DecryptText(text) : text, ["secret"] = secret };
        }

        return new JsonObject
        {
            ["kind"] = run["kind"]?.DeepClone(),
            ["startTime"] = TimeText.Json(At(run, "startTime")),
            ["message"] = run["message"]?.DeepClone(),
            ["environment"] = run["environment"]?.DeepClone(),
            ["config"] = config,
            ["result"] = run["result"]?.DeepClone(),
            ["endTime"] = TimeText.Json(At(run, "endTime")),
            ["resourceChanges"] = run["resourceChanges"]?.DeepClone(),
        };
    }

    private static DateTimeOffset At(JsonObject run, string member) => DateTimeOffset.FromUnixTimeSeconds(run[member]?.GetValue<long>() ?? 0);
}
