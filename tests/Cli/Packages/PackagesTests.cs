using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Packages;
using Xunit;

namespace Pinpush.Cli.Tests.Packages;

/// <summary>The switch between stand-ins and official packages, on the project files of this repository in a folder of their own.</summary>
public sealed class PackagesTests : IDisposable
{
    private static readonly string[] Projects = ["infra/Infra.csproj", "tools/Cli/Cli.csproj", "tools/Provider/Provider.csproj"];

    /// <summary>The packages ask for releases of their own: an AWSSDK for its day's core, Pulumi for an older Protobuf than the provider has.</summary>
    private static readonly Dictionary<string, (string Name, string Version)> Needs = new()
    {
        ["AWSSDK.Pinpoint"] = ("AWSSDK.Core", "4.9.1.7"),
        ["Pulumi"] = ("Google.Protobuf", "3.20.3"),
    };

    private static readonly string[] StandIns = [.. PackageSource.Names, "AwsProvider", "Protos", "PulumiCli"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pinpush-packages-");

    public PackagesTests()
    {
        var files = Directory.EnumerateFiles(LauncherScene.Repository, "Directory.*").Concat(new[] { "infra", "tools", "bundled", "tests" }
            .SelectMany(f => new[] { "*.csproj", "Peers.props" }
                .SelectMany(p => Directory.EnumerateFiles(Path.Combine(LauncherScene.Repository, f), p, SearchOption.AllDirectories))));
        foreach (var file in files)
        {
            var copy = Path.Combine(Root, Path.GetRelativePath(LauncherScene.Repository, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!); // it lies below the root
            File.Copy(file, copy);
        }
    }

    private string Root => folder.FullName;

    private PackageSource Source => new(Root);

    [Fact(Timeout = 300_000)]
    public async Task Official_TheFeedsHaveThem_IsWrittenAndOnlyReferencesChange()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await FeedAsync(cancellationToken);

        var (code, text) = await RunAsync("dotnet", Path.Combine(AppContext.BaseDirectory, "pinpush.dll"), "packages", "official", "--json");

        Assert.True(code == ExitCode.Done, text);
        Assert.Equal(PackageSource.Official, Source.Read());
        foreach (var project in Projects)
        {
            (code, text) = await RunAsync("dotnet", "restore", Path.Combine(Root, project), "-nodeReuse:false");
            Assert.True(code == 0, text);
        }

        var kinds = Projects.SelectMany(Libraries).ToHashSet();
        Assert.Superset(PackageSource.Names.Select(n => (n, "package")).ToHashSet(), kinds);
        Assert.DoesNotContain(kinds, k => k.Kind == "project" && PackageSource.Names.Contains(k.Name));
        Assert.Contains(Restored("tools/Cli/Cli.csproj"), l => l.Name == "AWSSDK.Core/4.9.1.7"); // what they ask for, not what a stand-in was built with
        Assert.Contains(Restored("infra/Infra.csproj"), l => l.Name == "Google.Protobuf/3.20.3");

        (code, text) = await RunAsync("dotnet", Path.Combine(AppContext.BaseDirectory, "pinpush.dll"), "packages", "bundled");
        Assert.Equal((ExitCode.Done, PackageSource.Bundled), (code, Source.Read()));
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(LauncherScene.Repository, "Directory.Build.props"), cancellationToken),
            await File.ReadAllTextAsync(Path.Combine(Root, "Directory.Build.props"), cancellationToken));
    }

    [Fact(Timeout = 300_000)]
    public async Task Official_TheStandInsAreGone_EverythingElseIsRestored()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await FeedAsync(cancellationToken);
        Source.Write(PackageSource.Official);
        Directory.Delete(Path.Combine(Root, "bundled"), recursive: true);
        var solution = XDocument.Load(Path.Combine(LauncherScene.Repository, "Pinpush.slnx"));
        solution.Descendants("Folder").Single(f => f.Attribute("Name")?.Value == "/bundled/").Remove();
        solution.Save(Path.Combine(Root, "Pinpush.slnx"));

        var (code, text) = await RunAsync("dotnet", "restore", Path.Combine(Root, "Pinpush.slnx"), "-nodeReuse:false");

        Assert.True(code == 0, text);
        var projects = solution.Descendants("Project").Select(p => p.Attribute("Path")?.Value ?? "").ToList();
        Assert.True(projects.Count > 20);
        Assert.All(projects, p => Assert.DoesNotContain(Libraries(p), l => l.Kind == "project" && StandIns.Contains(l.Name)));
    }

    [Fact(Timeout = 300_000)]
    public async Task Official_AFeedWithoutOne_ChangesNothingAndNamesIt()
    {
        await File.WriteAllTextAsync(
            Path.Combine(Root, "NuGet.config"),
            """<configuration><packageSources><clear /><add key="here" value="feed" /></packageSources></configuration>""",
            TestContext.Current.CancellationToken);
        await PackAsync("AWSSDK.Pinpoint", Source.Versions()["AWSSDK.Pinpoint"], TestContext.Current.CancellationToken);
        await PackAsync("Pulumi", "3.0.0", TestContext.Current.CancellationToken);

        var (code, text) = await RunAsync("dotnet", Path.Combine(AppContext.BaseDirectory, "pinpush.dll"), "packages", "official");

        Assert.Equal(ExitCode.Refused, code);
        Assert.Equal(
            "The official packages cannot be had here, so nothing was changed: "
            + $"Pulumi {Source.Versions()["Pulumi"]} (not in this version), Pulumi.Aws {Source.Versions()["Pulumi.Aws"]} (not on any feed). "
            + "Add a feed that has them (dotnet nuget add source), or pin other versions in Directory.Packages.props.",
            text);
        Assert.Equal(PackageSource.Bundled, Source.Read());
    }

    [Fact(Timeout = 300_000)]
    public async Task Build_UnknownSource_SaysWhichThereAre()
    {
        TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        Source.Write("offical");

        var (code, text) = await RunAsync("dotnet", "restore", Path.Combine(Root, Projects[0]), "-nodeReuse:false");

        Assert.NotEqual(0, code);
        Assert.Contains("it has to be bundled or official", text, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task FeedAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, version) in Source.Versions())
        {
            await PackAsync(name, version, cancellationToken, Needs.GetValueOrDefault(name));
        }

        foreach (var (name, version) in Needs.Values)
        {
            await PackAsync(name, version, cancellationToken);
        }

        await File.WriteAllTextAsync(
            Path.Combine(Root, "NuGet.config"),
            """<configuration><packageSources><add key="here" value="feed" /></packageSources></configuration>""", cancellationToken);
    }

    // A package of that name; what is in it does not matter to a restore.
    private async Task PackAsync(string name, string version, CancellationToken cancellationToken, (string Name, string Version) needs = default)
    {
        Directory.CreateDirectory(Path.Combine(Root, "feed"));
        await using var zip = await ZipFile.OpenAsync(Path.Combine(Root, "feed", $"{name}.{version}.nupkg"), ZipArchiveMode.Create, cancellationToken);
        await using var entry = await zip.CreateEntry($"{name}.nuspec").OpenAsync(cancellationToken);
        await using var text = new StreamWriter(entry);
        var dependency = needs.Name is null ? "" : $"""<dependencies><dependency id="{needs.Name}" version="[{needs.Version}, 5)" /></dependencies>""";
        await text.WriteAsync(
            $"<package><metadata><id>{name}</id><version>{version}</version><authors>a</authors><description>d</description>{dependency}</metadata></package>");
    }

    // In a package folder of its own: a package that only has the name must not lie where real builds look.
    private async Task<(int Code, string Text)> RunAsync(string program, params string[] arguments)
    {
        var usual = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var variables = new Dictionary<string, string>
        {
            ["PINPUSH_ROOT"] = Root,
            ["NUGET_PACKAGES"] = Path.Combine(Root, "packages"),
            ["NUGET_FALLBACK_PACKAGES"] = usual,
        };
        using var process = new ToolProcess(Root, variables, program, arguments);
        var code = await process.EndAsync(TestContext.Current.CancellationToken);
        return (code, string.Join('\n', process.Lines));
    }

    private IEnumerable<(string Name, string Kind)> Libraries(string project) => Restored(project).Select(l => (l.Name.Split('/')[0], l.Kind));

    private List<(string Name, string Kind)> Restored(string project)
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, Path.GetDirectoryName(project) ?? "", "obj", "project.assets.json")));
        return [.. assets.RootElement.GetProperty("libraries").EnumerateObject().Select(l => (l.Name, l.Value.GetProperty("type").GetString() ?? ""))];
    }
}
