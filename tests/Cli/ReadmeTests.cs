using System.Text.RegularExpressions;
using Pinpush.Cli.Outcomes;
using Xunit;

namespace Pinpush.Cli.Tests;

/// <summary>Does what README.md says: its bash blocks, line by line, with the launcher.</summary>
/// <remarks>
/// A free port, and all files in the scene's folder; else all is as for a newcomer.
/// A text block below a bash block holds lines that its commands print, "..." standing for anything.
/// </remarks>
[Collection(LauncherScene.Collection)]
public sealed partial class ReadmeTests : IDisposable
{
    private const string Serve = "./pinpush serve", DocumentedUrl = "http://127.0.0.1:8787";

    /// <summary>Lines that are looked at only: the one would run this test again, the other takes minutes and tells nothing about the text.</summary>
    private static readonly string[] NotRun = ["./pinpush test", "dotnet run -c Release --project tools/Bench"];

    private readonly LauncherScene scene = new();

    [Fact(Timeout = 600_000)]
    public async Task Readme_EveryCommand_WorksAsWrittenAndPrintsWhatIsPromised()
    {
        var ends = TestContext.Current.CancellationToken;
        ToolProcess? serving = null;
        try
        {
            List<string> printed = [], commands = [];
            var url = "";
            foreach (var (isBash, line) in Blocks(await File.ReadAllLinesAsync(Path.Combine(LauncherScene.Repository, "README.md"), ends)))
            {
                if (!isBash)
                {
                    var parts = line.Replace(DocumentedUrl, url, StringComparison.Ordinal).Split("...");
                    var promise = string.Join(".*", parts.Select(part => Space().Replace(Regex.Escape(part), @"\s+")));
                    Assert.True(printed.Exists(l => Regex.IsMatch(l, promise)), $"'{line}' is promised, and this came: {string.Join('\n', printed)}");
                    continue;
                }

                commands.Add(line);
                if (NotRun.Contains(line))
                {
                    continue;
                }

                var process = scene.Start(line == Serve ? $"exec {line}" : line);
                if (line == Serve)
                {
                    serving = process;
                    url = (await process.LineAsync("Serving the Pinpoint API on ", ends)).Split(' ')[^1];
                    printed = [.. process.Lines];
                    continue;
                }

                using (process)
                {
                    var code = await process.EndAsync(ends);
                    Assert.True(code == ExitCode.Done, $"{line} ended with {code}: {string.Join('\n', process.Lines)}");
                    printed.AddRange(process.Lines);
                    if (process.Lines.Any(l => l.StartsWith("Building the program in ", StringComparison.Ordinal)))
                    {
                        scene.UseBuiltProgram();
                    }
                }
            }

            Assert.True(commands.Count > 14);
            Assert.All(NotRun, line => Assert.Contains(line, commands));
            Assert.NotNull(serving);
            await serving.InterruptAsync(ends);
            Assert.Equal(ExitCode.Done, await serving.EndAsync(ends));
        }
        finally
        {
            serving?.Dispose();
        }
    }

    [Fact]
    public void Readme_CommandsThatAreNotRun_AreThere()
    {
        Assert.Contains("\"${1:-}\" = test", File.ReadAllText(Path.Combine(LauncherScene.Repository, "pinpush")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(LauncherScene.Repository, "tools", "Bench", "Bench.csproj")));
    }

    public void Dispose() => scene.Dispose();

    /// <summary>The lines of all bash and text blocks, in order.</summary>
    private static IEnumerable<(bool IsBash, string Line)> Blocks(string[] lines)
    {
        string? block = null;
        foreach (var line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                block = block is null ? line[3..] : null;
            }
            else if (block is "bash" or "text")
            {
                yield return (block == "bash", line);
            }
        }
    }

    // Regex.Escape writes a space as "\ ".
    [GeneratedRegex(@"(\\ )+")]
    private static partial Regex Space();
}
