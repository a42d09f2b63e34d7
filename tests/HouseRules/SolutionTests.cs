using System.Xml.Linq;

namespace Pinpush.HouseRules.Tests;

public sealed class SolutionTests
{
    [Fact]
    public void Holds_every_project_once()
    {
        var listed = XDocument.Parse(Repository.Read("Pinpush.slnx")).Descendants("Project").Select(p => p.Attribute("Path")?.Value).ToList();
        Assert.Equal(listed.Count, listed.Distinct().Count());
        Assert.Empty(Repository.Files("*.csproj", "tools", "tests", "bundled").Except(listed));
        Assert.All(listed, p => Assert.True(File.Exists(Path.Combine(Repository.Root, p ?? "")), p));
    }
}
