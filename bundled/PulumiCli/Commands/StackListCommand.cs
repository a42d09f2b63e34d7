using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Display;
using Pinpush.PulumiCli.Projects;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Commands;

/// <summary><c>stack ls</c></summary>
internal sealed class StackListCommand : Command
{
    private readonly CommandHost host;
    private readonly Option<bool> json = new("--json", "-j") { Description = "Print JSON" };

    public StackListCommand(CommandHost host)
        : base("ls", "List the stacks of this project")
    {
        this.host = host;
        Add(json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var host = this.host.With(parsed);
        var project = Project.Find(host.Folder);
        var backend = LocalBackend.Open(host, project.BackendUrl, project.Folder);
        var selected = SelectedStack.Read(host, project);
        var rows = backend.Stacks(project.Name).Select(name =>
        {
            var latest = backend.Read(project.Name, name)["checkpoint"]?["latest"];
            return (Name: name, Current: name == selected, Updated: TimeText.Updated(latest), Count: latest?["resources"]?.AsArray().Count);
        }).ToList();
        if (parsed.GetValue(json))
        {
            host.Output.WriteLine(PropertyJson.ToText(new JsonArray([.. rows.Select(Node)]), indent: 2));
            return ExitCode.Done;
        }

        var width = Math.Max(4, rows.Select(r => r.Name.Length + 1).DefaultIfEmpty(0).Max());
        host.Output.WriteLine($"{"NAME".PadRight(width)}  {"LAST UPDATE",-14}  RESOURCE COUNT");
        foreach (var row in rows)
        {
            var updated = row.Updated is { } time ? TimeText.Ago(time, host.Time.GetUtcNow()) : "n/a";
            host.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{(row.Name + (row.Current ? "*" : "")).PadRight(width)}  {updated,-14}  {row.Count?.ToString(CultureInfo.InvariantCulture) ?? "n/a"}"));
        }

        return ExitCode.Done;

        static JsonObject Node((string Name, bool Current, DateTimeOffset? Updated, int? Count) row)
        {
            var node = new JsonObject { ["name"] = row.Name, ["current"] = row.Current };
            if (row.Updated is { } time)
            {
                node["lastUpdate"] = TimeText.Json(time);
            }

            node["resourceCount"] = row.Count ?? 0;
            return node;
        }
    }
}
