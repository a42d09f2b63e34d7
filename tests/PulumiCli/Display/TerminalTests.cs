using System.Diagnostics;
using System.Text.RegularExpressions;
using Pinpush.Shared.Tests;

namespace Pinpush.PulumiCli.Tests.Display;

/// <summary>What people see on a terminal, the whole screen, as a terminal emulator that is not ours has it.</summary>
public sealed partial class TerminalTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(100)]
    [InlineData(140)]
    public async Task Screen_IsRightAtEveryWidth(int columns)
    {
        using var bench = await Workbench.CreateAsync("display.js");

        var created = await ScreenAsync(bench, columns, ["Type yes", "details\\n", "--outputs:--", "yes\\n"], "up");
        await bench.DoneAsync("config", "set", "size", "2");
        var replaced = await ScreenAsync(bench, columns, [], "up", "--skip-preview");
        File.Delete(Directory.EnumerateFiles(bench.Items, "third-*").Single());
        var refreshed = await ScreenAsync(bench, columns, [], "refresh", "--yes", "--skip-preview");
        await bench.DoneAsync("config", "set", "fail", "true");
        var failed = await ScreenAsync(bench, columns, [], "up", "--skip-preview");

        await SameAsync($"{columns}", $"{created}\n\n{replaced}\n\n{refreshed}\n\n{failed}\n");
    }

    [Fact]
    public async Task Interrupt_LeavesATrueScreen()
    {
        using var bench = await Workbench.CreateAsync("slow.js");
        await bench.DoneAsync("config", "set", "delay", "2500");

        var screen = await ScreenAsync(bench, 100, ["slow ", "\\x03"], "up", "--skip-preview");

        await SameAsync("interrupt", screen + "\n");
    }

    /// <summary>Compares with the screens that are written down; with PINPUSH_WRITE_SCREENS=FOLDER they are written there first.</summary>
    private static async Task SameAsync(string name, string screens)
    {
        var written = Environment.GetEnvironmentVariable("PINPUSH_WRITE_SCREENS");
        var path = Path.Combine(written ?? Path.Combine(AppContext.BaseDirectory, "Screens"), $"{name}.txt");
        if (written is not null)
        {
            await File.WriteAllTextAsync(path, screens, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), screens);
    }

    private static async Task<string> ScreenAsync(Workbench bench, int columns, string[] answers, params string[] arguments)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Workbench.Limit);
        using var process = bench.Start(
            [Need.Python("pyte"), Path.Combine(AppContext.BaseDirectory, "Peers", "terminal.py"), $"{columns}", "40", .. answers, "--"], arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        Assert.Equal("", await error);
        return Varying().Replace((await output).TrimEnd(), static m => m.Value[0] switch { '(' => "(0.0s)", '-' => "-a1b2c3", _ => "Duration: 1s" });
    }

    [GeneratedRegex(@"\(\d\.\ds\)|Duration: \d+s|-[0-9a-f]{6}(?="")")]
    private static partial Regex Varying();
}
