using Pinpush.PulumiCli.State;

namespace Pinpush.PulumiCli.Tests.State;

public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pinpush-atomic-");

    private string State => Path.Combine(folder.FullName, "dev.json");

    [Fact]
    public void Write_Again_TheFormerContentIsTheBackup()
    {
        AtomicFile.Write(State, "1", $"{State}.bak");
        AtomicFile.Write(State, "2", $"{State}.bak");

        Assert.Equal(("2", "1"), (File.ReadAllText(State), File.ReadAllText($"{State}.bak")));
        Assert.Equal(2, folder.GetFiles().Length);
    }

    [Fact]
    public void Write_Fails_TheFileStaysAndNothingIsLeftBeside()
    {
        AtomicFile.Write(State, "1", backup: null);

        Assert.ThrowsAny<IOException>(() => AtomicFile.Write(State, "2", Path.Combine(folder.FullName, "nowhere", "backup")));

        Assert.Equal("1", File.ReadAllText(State));
        Assert.Single(folder.GetFiles());
    }

    [Fact]
    public void Write_AnotherWriterWasKilled_ItsFileIsRemovedAfterAnHour()
    {
        File.WriteAllText($"{State}.1.tmp", "ha");
        File.WriteAllText($"{State}.2.tmp", "ha");
        File.SetLastWriteTimeUtc($"{State}.1.tmp", File.GetLastWriteTimeUtc($"{State}.2.tmp").AddHours(-2));

        AtomicFile.Write(State, "1", backup: null);

        Assert.Equal(["dev.json", "dev.json.2.tmp"], folder.GetFiles().Select(f => f.Name).Order(StringComparer.Ordinal));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
