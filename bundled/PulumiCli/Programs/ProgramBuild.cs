using System.Text.Json;
using System.Text.Json.Nodes;
using Pinpush.Files;
using Pinpush.PulumiCli.Projects;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Programs;

/// <summary>Builds a .NET program where something has changed since its last build.</summary>
/// <remarks>
/// What was built, and from what, is noted in the program's <c>obj/</c>. Two tools of the SDK are spared by it, each of a second or more: the build
/// and <c>dotnet run</c>, which evaluates the project once more.
/// </remarks>
internal sealed class ProgramBuild(CommandHost host, Project project, string folder, string target, string tool)
{
    private string NotePath => Path.Combine(folder, "obj", "pulumi-program.json");

    /// <returns>The built assembly; null when only <c>dotnet run</c> knows how the program is started.</returns>
    /// <exception cref="Failure">It does not build.</exception>
    public async Task<string?> ReadyAsync(CancellationToken cancellationToken)
    {
        if (Noted() is { } built)
        {
            return built;
        }

        var began = host.Time.GetUtcNow().UtcDateTime;
        host.Error.WriteLine($"Building the program in {Path.GetRelativePath(host.Folder, folder)}");
        await RunAsync(["build", "-nologo", "-clp:ErrorsOnly", target], cancellationToken);
        if (File.Exists(Path.Combine(folder, "Properties", "launchSettings.json")))
        {
            return null;
        }

        var told = JsonNode.Parse(await RunAsync(
            ["msbuild", "-nologo", "-getProperty:TargetPath", "-getItem:Compile,EmbeddedResource,Content,None", target], cancellationToken));
        if (told?["Properties"]?["TargetPath"]?.GetValue<string>() is not { } assembly || !File.Exists(assembly))
        {
            return null;
        }

        var files = (told["Items"] as JsonObject ?? []).SelectMany(i => i.Value?.AsArray() ?? [])
            .Select(i => i?["FullPath"]?.GetValue<string>()).OfType<string>();
        Note(assembly, [project.Folder, folder, .. References()], [.. files.Where(f => !f.Contains("/obj/", StringComparison.Ordinal))], began);
        return assembly;
    }

    private string? Noted()
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(NotePath)) is JsonObject note && Texts(note["assembly"]) is [var assembly] && File.Exists(assembly)
                && note["built"]?.GetValue<string>() == Mark(assembly)
                && note["stamp"]?.GetValue<string>() == SourceStamp.Of(Texts(note["roots"]), Texts(note["files"]), host.Environment).Text ? assembly : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return null; // no build, or none that can be trusted
        }
    }

    private void Note(string assembly, string[] roots, string[] files, DateTime began)
    {
        var stamp = SourceStamp.Of(roots, files, host.Environment);
        if (stamp.Newest >= began)
        {
            File.Delete(NotePath); // something changed while it was built
            return;
        }

        AtomicFile.Write(NotePath, PropertyJson.ToText(new JsonObject
        {
            ["assembly"] = new JsonArray(assembly),
            ["built"] = Mark(assembly),
            ["roots"] = new JsonArray([.. roots.Select(r => JsonValue.Create(r))]),
            ["files"] = new JsonArray([.. files.Select(f => JsonValue.Create(f))]),
            ["stamp"] = stamp.Text,
        }), AtomicFile.OwnerOnly);
    }

    private static string Mark(string assembly) => SourceStamp.Mark(new FileInfo(assembly));

    // Folders of the projects that the program refers to, as the last restore found them.
    private IEnumerable<string> References()
    {
        var path = Path.Combine(folder, "obj", "project.assets.json");
        var libraries = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))?["libraries"] as JsonObject : null;
        return (libraries ?? []).Where(l => l.Value?["type"]?.GetValue<string>() == "project").Select(l => l.Value?["msbuildProject"]?.GetValue<string>())
            .OfType<string>().Select(p => Path.GetDirectoryName(Path.GetFullPath(p, folder)) ?? folder).Where(Directory.Exists);
    }

    // Without the passphrase: the compiler's server outlives the build and keeps its variables.
    private async Task<string> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var variables = host.Environment.Where(e => e.Key != Secrets.Passphrase.Variable).ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
        await using var child = ChildProcess.Start(new ChildCommand(tool, arguments, folder), variables, host.Time);
        var (output, error) = (child.Output.ReadToEndAsync(CancellationToken.None), child.Error.ReadToEndAsync(CancellationToken.None));
        await child.WaitForExitAsync(cancellationToken);
        return child.ExitCode == 0 ? await output
            : throw new Failure($"the program does not build:\n{(await output).Trim()}\n{(await error).Trim()}".Trim());
    }

    private static string[] Texts(JsonNode? node) => node is JsonArray list ? [.. list.Select(i => i!.GetValue<string>())] : []; // as written by Note
}
