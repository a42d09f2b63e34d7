using Pinpush.Files;
using Xunit;

namespace Pinpush.Cli.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pinpush-atomic-");

    private string State => Path.Combine(folder.FullName, "dev.json");

    [Fact]
    public void Write_Again_TheFormerContentIsTheBackup()
    {
        AtomicFile.Write(State, "1", backup: $"{State}.bak");
        AtomicFile.Write(State, "2", backup: $"{State}.bak");

        Assert.Equal(("2", "1"), (File.ReadAllText(State), File.ReadAllText($"{State}.bak")));
        Assert.Equal(2, folder.GetFiles().Length);
    }

    [Fact]
    public void Write_Fails_TheFileStaysAndNothingIsLeftBeside()
    {
        AtomicFile.Write(State, "1");

        Assert.ThrowsAny<IOException>(() => AtomicFile.Write(State, "2", backup: Path.Combine(folder.FullName, "nowhere", "backup")));
        Assert.Throws<InvalidDataException>(() => AtomicFile.Write(State, _ => throw new InvalidDataException()));

        Assert.Equal("1", File.ReadAllText(State));
        Assert.Single(folder.GetFiles());
    }

    [Fact]
    public void Write_AnotherWriterWasKilled_ItsFileIsRemovedAfterAnHour()
    {
        var (old, young, notes) = ($"{State}.{new string('1', 32)}.tmp", $"{State}.{new string('2', 32)}.tmp", $"{State}.notes.tmp");
        Array.ForEach([old, young, notes], file => File.WriteAllText(file, "ha"));
        Array.ForEach([old, notes], file => File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(young).AddHours(-2)));

        AtomicFile.Write(State, "1");

        Assert.Equal(
            ["dev.json", Path.GetFileName(young), "dev.json.notes.tmp"], // somebody else's stays, however old
            folder.GetFiles().Select(f => f.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Write_OfTheOwnerOnly_NobodyElseReadsIt()
    {
        AtomicFile.Write(State, "1", AtomicFile.OwnerOnly);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(State));
    }

    [Fact]
    public void TryMake_ManyAtOnce_OneMakesItAndNothingIsLeftBeside()
    {
        var made = new bool[16];
        Parallel.For(0, made.Length, i => made[i] = AtomicFile.TryMake(State, $"{i}", AtomicFile.OwnerOnly));

        Assert.Equal($"{Array.IndexOf(made, true)}", File.ReadAllText(State));
        Assert.Single(made, m => m);
        Assert.Single(folder.GetFiles());
    }

    public void Dispose() => folder.Delete(recursive: true);
}
