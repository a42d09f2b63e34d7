using System.Text.Json.Nodes;
using Pinpush.PulumiCli.State;

namespace Pinpush.PulumiCli.Tests.State;

public sealed class StackLockTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stack-lock-");

    [Fact]
    public void Take_Held_IsRefusedAndFreeAgainAfterwards()
    {
        using (Take())
        {
            Assert.Contains("currently locked", Assert.Throws<Failure>(Take).Message, StringComparison.Ordinal);
        }

        Take().Dispose();
        Assert.Empty(folder.EnumerateFiles());
    }

    [Fact]
    public void Take_HolderIsGone_TakesItsLockAway()
    {
        // No process has the highest number there is; another that has this one's number began at another time.
        Write(int.MaxValue, Seen + "1");
        Take().Dispose();
        Write(Environment.ProcessId, Seen + "1");
        Take().Dispose();
        Assert.Empty(folder.EnumerateFiles());
    }

    [Fact]
    public void Take_HolderCannotBeSeen_StaysAndIsNamed()
    {
        string?[] marks = [null, $"another boot/{Seen}1", Seen.Replace("/", "/another", StringComparison.Ordinal) + "1"];
        Assert.All(marks, mark =>
        {
            Write(int.MaxValue, mark);
            Assert.Contains("by me on elsewhere", Assert.Throws<Failure>(Take).Message, StringComparison.Ordinal);
        });
        Assert.Single(folder.EnumerateFiles());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("no json")]
    [InlineData("""{"pid":"x","timestamp":5}""")]
    public void Take_LockThatNobodyCanRead_Stays(string text)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "other.json"), text);
        Assert.Contains("currently locked", Assert.Throws<Failure>(Take).Message, StringComparison.Ordinal);
    }

    private static string Seen => ProcessMark.Of(Environment.ProcessId)[..(ProcessMark.Of(Environment.ProcessId).LastIndexOf('/') + 1)];

    public void Dispose() => folder.Delete(recursive: true);

    private StackLock Take() => StackLock.Take(folder.FullName, "dev", Host);

    private static readonly CommandHost Host = new(
        TextWriter.Null, TextWriter.Null, TextReader.Null, Interactive: false, "/", new Dictionary<string, string>(), TimeProvider.System);

    private void Write(int pid, string? mark) => File.WriteAllText(Path.Combine(folder.FullName, "other.json"),
        new JsonObject { ["pid"] = pid, ["username"] = "me", ["hostname"] = "elsewhere", ["timestamp"] = "2026-08-21T10:00:00Z", ["process"] = mark }
            .ToJsonString());
}
