using System.Text;

namespace Pinpush.PulumiCli.Tests.Engine;

/// <summary>A known secret is looked for in everything that a run leaves behind or prints.</summary>
public sealed class SecrecyTests
{
    private const string Password = "Pa55word-known-9f3c";
    private const string Certificate = "-----BEGIN TEST-----\nMIIBszCCAVkWorldKnown7788\nQmFzZTY0Q29udGVudHM5OTk5\n-----END TEST-----";

    [Theory]
    [InlineData("0")]
    [InlineData("1")] // the provider knows no secrets: marks are the engine's work alone
    public async Task Secrets_AreNowhereInClear(string bare)
    {
        using var bench = await Workbench.CreateAsync("secrets.js");
        bench.Variables["TESTBED_BARE"] = bare;
        await bench.DoneAsync("config", "set", "--secret", "password", Password);
        await bench.DoneAsync("config", "set", "--secret", "--path", "certificate", Certificate);

        await bench.DoneAsync("up", "--yes", "--diff", "--skip-preview");
        await bench.DoneAsync("preview", "--json");
        await bench.DoneAsync("config");
        await bench.DoneAsync("stack", "output", "--json");
        await bench.DoneAsync("stack", "export", "--file", "export.json");
        await bench.DoneAsync("config", "set", "fail", "true");
        var (code, output) = await bench.RunAsync("up", "--yes", "--skip-preview");
        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("[secret]", output, StringComparison.Ordinal);
        await bench.DoneAsync("config", "set", "refuse", "true");
        Assert.Equal(ExitCode.Failed, (await bench.RunAsync("preview")).Code);

        // The provider's own files, and what it was told, are its business.
        var files = Directory.EnumerateFiles(bench.Root, "*",
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(f => !f.Contains("/bed/", StringComparison.Ordinal) && !f.Contains("/node_modules/", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count > 8);
        foreach (var (name, text) in files.Select(f => (f, File.ReadAllText(f))).Append(("output", bench.Everything)))
        {
            Assert.All(Forms(), form => Assert.False(text.Contains(form, StringComparison.Ordinal), $"{name} holds {form}:\n{text}"));
        }

        await bench.DoneAsync("stack", "export", "--file", "clear.json", "--show-secrets");
        Assert.Contains(Password,
            await File.ReadAllTextAsync(Path.Combine(bench.Project, "clear.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Forms()
    {
        foreach (var part in new[] { Password, "MIIBszCCAVkWorldKnown7788", "QmFzZTY0Q29udGVudHM5OTk5" })
        {
            yield return part;
            // The middle of a base64 text is the same whatever stands before, in one of three ways.
            for (var shift = 0; shift < 3; shift++)
            {
                yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', shift) + part))[4..^4];
            }
        }
    }
}
