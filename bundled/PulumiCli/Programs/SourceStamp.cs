using System.Globalization;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Pinpush.PulumiCli.Programs;

/// <summary>Tells whether anything that a program is built from has changed: by name, size and time of each file, which costs no reading.</summary>
/// <param name="Newest">When the latest change was.</param>
internal sealed partial record SourceStamp(string Text, DateTime Newest)
{
    /// <summary>Variables that the tools themselves obey; beside them count those that a project file names.</summary>
    private static readonly string[] Prefixes = ["DOTNET_", "MSBUILD", "NUGET_", "CONFIGURATION", "PLATFORM"];

    /// <param name="roots">Folders with all that lies in them, but for what builds and tools put there themselves.</param>
    /// <param name="files">Single files, wherever they lie.</param>
    public static SourceStamp Of(IEnumerable<string> roots, IEnumerable<string> files, IReadOnlyDictionary<string, string> environment)
    {
        roots = [.. roots.Distinct(StringComparer.Ordinal)];
        var all = roots.SelectMany(Inside).Concat(roots.SelectMany(Above)).Concat(files).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(f => new FileInfo(f)).Where(f => f.Exists).ToList();
        var text = new StringBuilder();
        foreach (var file in all)
        {
            text.Append(CultureInfo.InvariantCulture, $"{file.FullName}\n{Mark(file)}\n");
        }

        var named = all.Where(f => f.Extension is ".csproj" or ".fsproj" or ".vbproj" or ".props" or ".targets")
            .SelectMany(f => Property().Matches(File.ReadAllText(f.FullName))).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in environment.OrderBy(e => e.Key, StringComparer.Ordinal)
            .Where(e => named.Contains(e.Key) || Prefixes.Any(p => e.Key.StartsWith(p, StringComparison.OrdinalIgnoreCase))))
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}={value}\n");
        }

        return new(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))), all.Select(f => f.LastWriteTimeUtc).Append(default).Max());
    }

    /// <summary>Of one file: another after any write.</summary>
    public static string Mark(FileInfo file) => string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks}");

    private static IEnumerable<string> Inside(string root) => new FileSystemEnumerable<string>(
        root, static (ref FileSystemEntry e) => e.ToFullPath(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
    {
        ShouldIncludePredicate = static (ref FileSystemEntry e) => !e.IsDirectory && !IsSetting(e.FileName),
        ShouldRecursePredicate = static (ref FileSystemEntry e) => !e.FileName.StartsWith('.') && e.FileName is not ("bin" or "obj" or "node_modules"),
    };

    // The project's own settings change with every config set, and nothing is built from them.
    private static bool IsSetting(ReadOnlySpan<char> name) => name.StartsWith("Pulumi.") && (name.EndsWith(".yaml") || name.EndsWith(".yml"));

    // What the build tools look for in the folders above.
    private static IEnumerable<string> Above(string root)
    {
        for (var folder = Path.GetDirectoryName(root); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            foreach (var name in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "Directory.Build.rsp",
                "global.json", "nuget.config", "NuGet.config", "NuGet.Config", ".editorconfig", ".globalconfig"])
            {
                yield return Path.Combine(folder, name);
            }
        }
    }

    [GeneratedRegex(@"\$\((\w+)\)")]
    private static partial Regex Property();
}
