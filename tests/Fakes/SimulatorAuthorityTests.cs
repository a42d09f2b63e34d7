namespace Pinpush.Fakes.Tests;

public sealed class SimulatorAuthorityTests(TestFolder folder) : IClassFixture<TestFolder>
{
    [Fact]
    public void Open_Again_UsesTheSameAuthority()
    {
        var place = Path.Combine(folder.Path, "again");
        var first = File.ReadAllText(SimulatorAuthority.Open(place, TimeProvider.System).CaPath);
        var second = File.ReadAllText(SimulatorAuthority.Open(place, TimeProvider.System).CaPath);

        Assert.Equal(first, second);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(place, "ca.key")));
        }
    }

    [Fact]
    public void Open_BrokenFile_SaysWhichAndWhatToDo()
    {
        var place = Path.Combine(folder.Path, "broken");
        var path = SimulatorAuthority.Open(place, TimeProvider.System).CaPath;
        File.WriteAllText(path, "nonsense");

        var fault = Assert.Throws<InvalidDataException>(() => SimulatorAuthority.Open(place, TimeProvider.System));

        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
        Assert.Contains("Remove both", fault.Message, StringComparison.Ordinal);
    }
}
