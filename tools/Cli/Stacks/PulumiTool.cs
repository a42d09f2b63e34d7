using System.Runtime.InteropServices;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Outcomes;

namespace Pinpush.Cli.Stacks;

/// <summary>The program that does <c>preview</c>, <c>up</c> and the rest: the installed Pulumi CLI, else the one that comes along.</summary>
/// <param name="Command">File and leading arguments.</param>
internal sealed record PulumiTool(IReadOnlyList<string> Command, bool IsInstalled)
{
    /// <summary>The one that comes along.</summary>
    /// <exception cref="Refusal">Beside official packages there is none.</exception>
    public static PulumiTool Bundled => Path.Combine(AppContext.BaseDirectory, "Pinpush.PulumiCli.dll") is var program && File.Exists(program)
        ? new(["dotnet", program], IsInstalled: false)
        : throw new Refusal("No Pulumi CLI comes along with official packages. Install it, so that pulumi is on the PATH, or take the one of this "
            + "repository: ./pinpush packages bundled");

    /// <summary>The installed one; null when there is none, or PINPUSH_PULUMI asks for the one that comes along.</summary>
    /// <exception cref="Refusal">It asks for something else.</exception>
    public static PulumiTool? Installed(CommandHost host) => BundledChoice.Asks(host, "PULUMI") ? null
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "pulumi")).FirstOrDefault(File.Exists) is { } installed
            ? new PulumiTool([installed], IsInstalled: true) : null;

    /// <exception cref="Refusal">There is none.</exception>
    public static PulumiTool Find(CommandHost host) => Installed(host) ?? Bundled;

    /// <summary>
    /// What a child needs to find: our provider for the installed CLI, which has its own for AWS unless the one that comes along is asked for, and for every
    /// plugin the .NET that runs this one.
    /// </summary>
    /// <param name="bundledAws">See <see cref="AwsPlugin.IsBundled"/>.</param>
    public void AddTo(IDictionary<string, string?> variables, bool bundledAws = false)
    {
        if (IsInstalled)
        {
            string[] ours = bundledAws ? [Folder("pinpoint"), Folder("aws")] : [Folder("pinpoint")];
            variables["PATH"] = string.Join(Path.PathSeparator, [.. ours, Environment.GetEnvironmentVariable("PATH")]);
        }

        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DOTNET_ROOT")))
        {
            variables["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        }
    }

    // A folder with nothing else in it: the bundled AWS plugin must not stand in front of the official one unasked.
    private static string Folder(string provider)
    {
        var plugin = $"pulumi-resource-{provider}";
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "provider", provider)).FullName;
        var link = Path.Combine(folder, plugin);
        if (!File.Exists(link))
        {
            try
            {
                File.CreateSymbolicLink(link, Path.Combine("..", "..", plugin));
            }
            catch (IOException) when (File.Exists(link))
            {
                // Another command was faster.
            }
        }

        return folder;
    }
}
