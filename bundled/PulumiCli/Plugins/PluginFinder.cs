using Pinpush.PulumiCli.Projects;

namespace Pinpush.PulumiCli.Plugins;

/// <summary>Finds the executable of a provider.</summary>
/// <remarks>
/// Order: 1. the project's <c>plugins.providers</c>; 2. <c>PATH</c>, unless PULUMI_IGNORE_AMBIENT_PLUGINS is set; 3. beside this program;
/// 4. <c>$PULUMI_HOME/plugins/resource-NAME-vVERSION</c>. Source: Pulumi, <c>sdk/go/common/workspace/plugins.go</c>.
/// </remarks>
internal sealed class PluginFinder(CommandHost host, Project project)
{
    /// <param name="version">Empty for any; only the last place knows versions.</param>
    /// <exception cref="Failure">It is nowhere; the message tells where it was looked for.</exception>
    public string Find(string package, string version)
    {
        if (TryFind(package, version) is { } file)
        {
            return file;
        }

        throw project.Plugins.FirstOrDefault(p => p.Name == package) is { } named
            ? new Failure(
                $"{project.Path} says that provider '{package}' lies in {named.Folder}, but there is no {Executable(package)}. Build or install it there.")
            : new Failure(
                $"No plugin for provider '{package}' found: {Executable(package)} lies neither in a folder that Pulumi.yaml names under plugins.providers, "
                + $"nor on the PATH, nor in {AppContext.BaseDirectory}, nor in {Path.Combine(host.PulumiHome, "plugins")}.");
    }

    /// <summary>The same; null when it is nowhere.</summary>
    public string? TryFind(string package, string version)
    {
        if (project.Plugins.FirstOrDefault(p => p.Name == package) is { } named)
        {
            return Path.Combine(named.Folder, Executable(package)) is var path && File.Exists(path) ? path : null;
        }

        var ambient = host.Variable("PULUMI_IGNORE_AMBIENT_PLUGINS") is null or "" or "0" or "false"
            ? (host.Variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) : [];
        var places = ambient.Append(AppContext.BaseDirectory).Concat(Installed(package, version));
        return places.Select(folder => Path.Combine(folder, Executable(package))).FirstOrDefault(File.Exists);
    }

    private static string Executable(string package) => $"pulumi-resource-{package}";

    // resource-aws-v7.48.0; without a version the newest
    private IEnumerable<string> Installed(string package, string version)
    {
        var folder = Path.Combine(host.PulumiHome, "plugins");
        var prefix = $"resource-{package}-v";
        return !Directory.Exists(folder) ? []
            : Directory.EnumerateDirectories(folder, prefix + (version.Length > 0 ? version : "*"))
                .OrderByDescending(d => Version.TryParse(Path.GetFileName(d)[prefix.Length..].Split('-', '+')[0], out var v) ? v : new Version(0, 0));
    }
}
