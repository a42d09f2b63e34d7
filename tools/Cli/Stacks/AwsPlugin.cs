using Pinpush.Cli.Commands;
using Pinpush.Cli.Outcomes;

namespace Pinpush.Cli.Stacks;

/// <summary>
/// The plugin of the AWS provider. An installed Pulumi CLI does not bring it along: it downloads it, and without a network <c>preview</c> fails after half a
/// minute. The one that comes along here is for servers of one's own, and taken when it is asked for.
/// </summary>
/// <remarks>Source: Pulumi, <c>sdk/go/common/workspace/plugins.go</c>.</remarks>
internal static class AwsPlugin
{
    public const string Variable = "PINPUSH_AWS_PLUGIN", Bundled = BundledChoice.Word;

    private const string Executable = "pulumi-resource-aws";

    /// <summary>Whether the one that comes along is asked for.</summary>
    /// <exception cref="Refusal">Something else is asked for, or none comes along.</exception>
    public static bool IsBundled(CommandHost host) => BundledChoice.Asks(host, "AWS_PLUGIN")
        && (File.Exists(Path.Combine(AppContext.BaseDirectory, Executable)) ? true : throw new Refusal(
            $"{Variable} is '{Bundled}', and no AWS plugin comes along with official packages: ./pinpush packages bundled"));

    /// <summary>
    /// Where an installed CLI finds its own: in the folder that <c>Pulumi.yaml</c> names under <c>plugins.providers</c>, else in one of <c>PATH</c>, else in
    /// its cache.
    /// </summary>
    /// <returns>Null when it is nowhere.</returns>
    public static string? Find(PulumiProject project)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var home = Environment.GetEnvironmentVariable("PULUMI_HOME") is { Length: > 0 } set ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pulumi");
        var cache = Path.Combine(home, "plugins");
        IEnumerable<string> folders = project.PluginFolder("aws") is { } named ? [named]
            : [.. path, .. Directory.Exists(cache) ? Directory.EnumerateDirectories(cache, "resource-aws-v*") : []];
        return folders.FirstOrDefault(f => File.Exists(Path.Combine(f, Executable)));
    }
}
