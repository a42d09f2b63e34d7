using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Outcomes;
using Pinpush.Files;

namespace Pinpush.Cli.Packages;

/// <summary>The line of <c>Directory.Build.props</c> that tells where Pulumi, Pulumi.Aws and AWSSDK.Pinpoint come from.</summary>
/// <param name="Root">The repository's folder.</param>
internal sealed partial record PackageSource(string Root)
{
    public const string Bundled = "bundled", Official = "official";

    /// <summary>What stands in <c>bundled/</c> under the names of official packages.</summary>
    public static readonly IReadOnlyList<string> Names = ["Pulumi", "Pulumi.Aws", "AWSSDK.Pinpoint"];

    private string Props => Path.Combine(Root, "Directory.Build.props");

    /// <exception cref="Refusal">The launcher did not start this, or the line is not there.</exception>
    public static PackageSource Of(CommandHost host) => host.Settings["ROOT"] is { Length: > 0 } root ? new PackageSource(root)
        : throw new Refusal("The repository's folder is not known. Run this with the launcher that lies in it: ./pinpush packages");

    /// <exception cref="Refusal">The line is not there.</exception>
    public string Read() => Line().Match(Text()) is { Success: true } line ? line.Groups[1].Value
        : throw new Refusal($"{Props} has no line <Packages>{Bundled}</Packages>. Put it back into its first PropertyGroup.");

    /// <summary>Writes the line, whole or not at all.</summary>
    public void Write(string value) => AtomicFile.Write(Props, Line().Replace(Text(), $"<Packages>{value}</Packages>", 1));

    /// <summary>The pinned version of each package.</summary>
    /// <exception cref="Refusal">One has none.</exception>
    public IReadOnlyDictionary<string, string> Versions()
    {
        var file = Path.Combine(Root, "Directory.Packages.props");
        var pinned = XDocument.Load(file).Descendants("PackageVersion").ToLookup(v => v.Attribute("Include")?.Value, v => v.Attribute("Version")?.Value);
        return Names.ToDictionary(n => n, n => pinned[n].FirstOrDefault() ?? throw new Refusal($"{file} pins no version of {n}."));
    }

    private string Text() => File.Exists(Props) ? File.ReadAllText(Props) : throw new Refusal($"{Props} is not there.");

    [GeneratedRegex("<Packages>([^<]*)</Packages>")]
    private static partial Regex Line();
}
