using System.Text.Json;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Stacks;

namespace Pinpush.Cli.Packages;

/// <summary>Whether this machine's feeds carry the official packages: by restoring a project that needs them and nothing else.</summary>
internal static class FeedCheck
{
    /// <returns>The packages that cannot be had, by name, each with NuGet's reason; empty when all can.</returns>
    /// <exception cref="Refusal">The restore failed for another reason, which is told.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> MissingAsync(string root, CancellationToken cancellationToken)
    {
        // Below the repository: its versions, its settings and its NuGet.config hold here too.
        var folder = Directory.CreateDirectory(Path.Combine(root, ".pinpush", "packages")).FullName;
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, "Check.csproj"),
                $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><Official Include="{string.Join(';', PackageSource.Names)}" /></ItemGroup></Project>""",
                cancellationToken);
            var run = await ToolRun.EndAsync(
                ["dotnet", "restore", "-p:Packages=official", "-nodeReuse:false"], folder, new Dictionary<string, string?>(), cancellationToken);
            if (run.ExitCode == 0)
            {
                return new Dictionary<string, string>();
            }

            var missing = Faults(Path.Combine(folder, "obj", "project.assets.json"));
            var errors = run.Output.Concat(run.Error).Where(l => l.Contains("error", StringComparison.Ordinal)).DefaultIfEmpty("nothing");
            return missing.Count > 0 ? missing
                : throw new Refusal($"The feeds cannot be asked; nothing was changed. dotnet restore says: {string.Join('\n', errors)}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A restore that fails leaves its reasons there, each with the package that it is about.
    private static Dictionary<string, string> Faults(string assets)
    {
        Dictionary<string, string> faults = [];
        if (File.Exists(assets))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(assets));
            foreach (var log in document.RootElement.TryGetProperty("logs", out var logs) ? logs.EnumerateArray() : [])
            {
                if (log.GetProperty("level").GetString() == "Error" && log.TryGetProperty("libraryId", out var name))
                {
                    faults.TryAdd(name.GetString() ?? "", log.GetProperty("code").GetString() switch
                    {
                        "NU1101" => "not on any feed",
                        "NU1102" or "NU1103" => "not in this version",
                        _ => log.GetProperty("message").GetString() ?? "",
                    });
                }
            }
        }

        return faults;
    }
}
