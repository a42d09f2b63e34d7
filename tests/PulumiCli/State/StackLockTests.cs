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
        // No process has the highest number there is.
        Write(int.MaxValue, Environment.MachineName);
        Take().Dispose();
        Assert.Empty(folder.EnumerateFiles());
    }

    [Fact]
    public void Take_LockOfAnotherMachine_StaysAndIsNamed()
    {
        Write(int.MaxValue, "elsewhere");
        Assert.Contains("elsewhere", Assert.Throws<Failure>(Take).Message, StringComparison.Ordinal);
        Assert.Single(folder.EnumerateFiles());
    }

    public void Dispose() => folder.Delete(recursive: true);

    private StackLock Take() => StackLock.Take(folder.FullName, "dev", TimeProvider.System, _ => { });

    private void Write(int pid, string host) => File.WriteAllText(Path.Combine(folder.FullName, "other.json"),
        new JsonObject { ["pid"] = pid, ["username"] = "me", ["hostname"] = host, ["timestamp"] = "2026-08-21T10:00:00Z" }.ToJsonString());
}
