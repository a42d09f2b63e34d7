using System.Text;
using System.Text.Json;
using Pinpush.AwsProvider.Tests;

namespace Pinpush.EndToEnd.Tests;

/// <summary>Known secrets are in nothing that a run prints, keeps, or shows to others on the machine: neither as they are nor in base64.</summary>
public sealed class SecrecyTests
{
    /// <summary>Shorter lines of a key are no secret by themselves.</summary>
    private const int ShortestLine = 20;

    [Fact]
    public async Task No_secret_leaves_a_run()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The process list is read in /proc.");
        await using var cloud = await Cloud.StartAsync();
        var account = JsonDocument.Parse(Keys.ServiceAccount).RootElement.GetProperty("private_key").GetString()!; // it has one
        using var stack = await Stack.StartAsync(
            cloud, "channels", ("tokenKey", Keys.P8), ("serviceJson", Keys.ServiceAccount),
            ("brokenJson", Keys.ServiceAccount.Replace("\"private_key\"", "\"other_key\"", StringComparison.Ordinal)),
            ("aws:accessKey", cloud.AccessKeyId), ("aws:secretKey", cloud.SecretAccessKey),
            ("pinpoint:accessKey", cloud.AccessKeyId), ("pinpoint:secretKey", cloud.SecretAccessKey));
        stack.Variables.Remove("AWS_ACCESS_KEY_ID");
        stack.Variables.Remove("AWS_SECRET_ACCESS_KEY");
        var traces = new[] { Keys.P8, account, cloud.SecretAccessKey, Stack.Passphrase }.SelectMany(Traces).ToList();

        var seen = new HashSet<string>();
        foreach (var command in new string[][]
        {
            ["preview", "--json"], ["up", "--yes", "--diff"], ["refresh", "--yes", "--skip-preview"], ["stack", "output"],
            ["stack", "output", "--json"], ["stack", "export"], ["config"],
        })
        {
            await WatchAsync(stack, seen, command);
        }

        stack.Phase = 2;
        await WatchAsync(stack, seen, "up", "--yes");
        stack.Phase = 1;
        stack.Use("failure");
        Assert.NotEqual(0, await WatchAsync(stack, seen, "up", "--yes", "--skip-preview"));

        Assert.Contains(seen, l => l.Contains(Kin.AwsPlugin, StringComparison.Ordinal));
        Assert.Contains(seen, l => l.Contains(Kin.Program, StringComparison.Ordinal));
        AssertFree(traces, string.Join('\n', seen), "the process list");
        AssertFree(traces, stack.Everything, "what was printed");
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var file in Directory.EnumerateFiles(stack.Folder, "*", all))
        {
            AssertFree(traces, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), file);
        }

        // asked for, they are there: so they would have been found
        var shown = await stack.DoneAsync("stack", "export", "--show-secrets");
        Assert.Contains(Traces(Keys.P8), t => shown.Contains(t, StringComparison.Ordinal));
        Assert.Contains(Traces(account), t => shown.Contains(t, StringComparison.Ordinal));
        Assert.Contains(Traces(cloud.SecretAccessKey), t => shown.Contains(t, StringComparison.Ordinal));
    }

    // Reads the process list again and again while the command runs.
    private static async Task<int> WatchAsync(Stack stack, HashSet<string> seen, params string[] command)
    {
        using var process = stack.Start(command);
        var ended = stack.EndAsync(process);
        while (!ended.IsCompleted)
        {
            seen.UnionWith(Kin.CommandLines());
            await Task.WhenAny(ended, Task.Delay(100, TestContext.Current.CancellationToken));
        }

        return (await ended).Code;
    }

    private static void AssertFree(List<string> traces, string text, string what) =>
        Assert.False(traces.Exists(t => text.Contains(t, StringComparison.Ordinal)), $"A secret is in {what}.");

    /// <summary>Each line of the secret, as it is and as it looks in base64, wherever in a longer text it stands.</summary>
    private static IEnumerable<string> Traces(string secret)
    {
        foreach (var line in secret.Split('\n').Where(l => l.Length >= Math.Min(ShortestLine, secret.Length) && !l.StartsWith('-')))
        {
            yield return line;
            for (var shift = 0; shift < 3; shift++)
            {
                // The first and the last group of four share bits with their neighbours.
                yield return Convert.ToBase64String([.. new byte[shift], .. Encoding.UTF8.GetBytes(line)])[4..^4];
            }
        }
    }
}
