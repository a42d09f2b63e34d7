using System.Runtime.InteropServices;

namespace Pinpush.Cli.Stacks;

/// <summary>The program that does <c>preview</c>, <c>up</c> and the rest: the installed Pulumi CLI, else the one that comes along.</summary>
/// <param name="Command">File and leading arguments.</param>
internal sealed record PulumiTool(IReadOnlyList<string> Command, bool IsInstalled)
{
    /// <summary>The one that comes along.</summary>
    public static readonly PulumiTool Bundled = new(["dotnet", Path.Combine(AppContext.BaseDirectory, "Pinpush.PulumiCli.dll")], IsInstalled: false);

    public static PulumiTool Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "pulumi")).FirstOrDefault(File.Exists) is { } installed
            ? new PulumiTool([installed], IsInstalled: true)
            : Bundled;

    /// <summary>
    /// What a child needs to find: our provider for the installed CLI (which has its own for AWS), and for every plugin the .NET that runs this one.
    /// </summary>
    public void AddTo(IDictionary<string, string?> variables)
    {
        if (IsInstalled)
        {
            variables["PATH"] = $"{ProviderFolder()}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        }

        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DOTNET_ROOT")))
        {
            variables["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        }
    }

    // A folder with nothing else in it: the bundled AWS plugin must not stand in front of the official one.
    private static string ProviderFolder()
    {
        const string plugin = "pulumi-resource-pinpoint";
        var link = Path.Combine(AppContext.BaseDirectory, "provider", plugin);
        if (!File.Exists(link))
        {
            Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "provider"));
            try
            {
                File.CreateSymbolicLink(link, Path.Combine("..", plugin));
            }
            catch (IOException) when (File.Exists(link))
            {
                // Another command was faster.
            }
        }

        return Path.Combine(AppContext.BaseDirectory, "provider");
    }
}
