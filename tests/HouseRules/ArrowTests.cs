using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Pinpush.HouseRules.Tests;

/// <summary>Which project may know which: the arrows go one way.</summary>
public sealed partial class ArrowTests
{
    // A project that is not here may not be referenced and may not refer: a new one is a decision, taken by a line in this table.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Contract"] = [],
        ["Fakes"] = [],
        ["AWSSDK.Pinpoint.Generator"] = [],
        ["AWSSDK.Pinpoint"] = ["AWSSDK.Pinpoint.Generator"],
        ["Protos"] = [],
        ["Pulumi"] = ["Protos"],
        ["Pulumi.Aws.Generator"] = [],
        ["Pulumi.Aws"] = ["Pulumi", "Pulumi.Aws.Generator"],
        ["PulumiCli"] = ["Protos"],
        ["Audience"] = ["Contract"],
        ["Messages"] = ["Contract"],
        ["Gateways"] = ["Contract", "Messages"],
        ["Server"] = ["Audience", "Contract", "Gateways", "Messages"],
        ["Client"] = ["AWSSDK.Pinpoint", "Contract"],
        ["Cli"] = ["AWSSDK.Pinpoint", "Client", "Fakes", "Server", "AwsProvider", "Provider", "PulumiCli"], // the last three are programs beside it
        ["Plugin"] = [],
        ["PluginClient"] = ["AWSSDK.Pinpoint", "Client", "Plugin"],
        ["Provider"] = ["AWSSDK.Pinpoint", "Client", "Messages", "Plugin", "PluginClient"],
        ["Sdk"] = ["Provider", "Pulumi"],
        ["AwsProvider"] = ["AWSSDK.Pinpoint", "Client", "Gateways", "Plugin", "PluginClient"],
        ["Infra"] = ["Pulumi", "Pulumi.Aws", "Sdk"],
        ["PreviewProgram"] = ["Pulumi", "Pulumi.Aws", "Sdk"],
        ["Bench"] =
            ["AWSSDK.Pinpoint", "Audience", "AwsProvider", "Client", "Contract", "Fakes", "Gateways", "PreviewProgram", "Provider", "PulumiCli", "Server"],
    };

    // Tests know what they test and what that knows. These stand on more, and nothing stands on tests.
    private static readonly Dictionary<string, string[]> Beside = new()
    {
        ["AwsProvider.Tests"] = ["Server"],
        ["Cli.Tests"] = ["Infra"],
        ["Client.Tests"] = ["Server"],
        ["EndToEnd.Tests"] = ["AWSSDK.Pinpoint", "AwsProvider", "Fakes", "Provider", "Pulumi", "PulumiCli", "Server"],
        ["Provider.Tests"] = ["Server"],
        ["Server.Tests"] = ["AWSSDK.Pinpoint", "Fakes", "ServerProcess"],
        ["ServerProcess"] = ["Server"],
    };

    public static TheoryData<string> Projects => [.. Repository.Files("*.csproj", "infra", "tools", "bundled", "tests")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Refers_only_to_what_its_arrows_allow(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        var tested = name.EndsWith(".Tests", StringComparison.Ordinal) ? name[..^".Tests".Length] : null;
        var isKnown = Allowed.TryGetValue(tested ?? name, out var allowed);
        Assert.True(isKnown || tested is not null || Beside.ContainsKey(name), $"{project} has no line in the table of arrows.");
        Assert.Empty(References(project).Except([tested ?? name, .. allowed ?? [], .. Beside.GetValueOrDefault(name, [])]));
    }

    [Fact]
    public void Commands_reach_the_server_over_HTTP_save_those_that_host_it()
    {
        var hosts = Repository.Files("*.cs", "tools/Cli").Where(f => Inner().IsMatch(Repository.Read(f)));
        Assert.All(hosts,
            f => Assert.True(f.StartsWith("tools/Cli/Serving/", StringComparison.Ordinal) || f.StartsWith("tools/Cli/Demo/", StringComparison.Ordinal), f));
    }

    // What stands in for a part is referred to by its name, so that one line can switch all of it; Directory.Build.targets knows the place.
    [Fact]
    public void Only_stand_ins_refer_to_a_stand_in_by_its_place() => Assert.DoesNotContain(
        Repository.Files("*.csproj", "infra", "tools", "tests").Concat(Repository.Files("*.props", "infra", "tools", "tests")),
        p => Repository.Read(p).Contains("bundled/", StringComparison.Ordinal));

    internal static IEnumerable<string> References(string project) =>
        [.. Items(project, "ProjectReference"), .. Items(project, "Official"),
            .. XDocument.Parse(Repository.Read(project)).Descendants("Bundled").SelectMany(b => b.Value.Split(';'))];

    private static IEnumerable<string> Items(string project, string kind) => XDocument.Parse(Repository.Read(project)).Descendants(kind)
        .Select(r => r.Attribute("Include")?.Value ?? "")
        .Select(i => i.EndsWith(".csproj", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(i.Replace('\\', '/')) : i);

    [GeneratedRegex(@"\bPinpush\.(Server|Fakes|Gateways|Messages|Audience|Contract)\b")]
    private static partial Regex Inner();
}
