using System.Text.Json;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;
using Spectre.Console;
using Xunit;

namespace Pinpush.Cli.Tests.Output;

/// <summary>Names, ids and titles come from others: whatever is in them, a terminal shows it and does not obey it.</summary>
public sealed class ShownTextTests(ServedScene served) : IClassFixture<ServedScene>
{
    private const string Evil = "a\u001b[2J\u001b]0;owned\a\u009b31m\u202eb\rc\u2028d";
    private const string Shown = @"a\u001b[2J\u001b]0;owned\u0007\u009b31m\u202eb\u000dc\u2028d";

    [Fact]
    public async Task Commands_ThingsWithEvilNames_ShowThem()
    {
        var file = Path.Combine(served.Scene.Home, "evil.json");
        await File.WriteAllTextAsync(
            file,
            JsonSerializer.Serialize(
                new Dictionary<string, object> { ["Id"] = "evil", ["Address"] = "t", ["ChannelType"] = "GCM", ["User"] = new { UserId = Evil } }),
            TestContext.Current.CancellationToken);
        var app = (await served.JsonAsync("app", "create", Evil)).GetProperty("id").GetString()!;
        string[] of = ["--application-id", app];
        Assert.Equal(ExitCode.Done, await served.Scene.RunAsync(["device", "import", file, .. of]));
        var segment = (await served.JsonAsync(["segment", "create", Evil, "--everyone", .. of])).GetProperty("id").GetString()!;
        string[] campaignOf = ["--segment", segment, "--start", "2100-01-01T00:00:00Z", "--title", Evil, "--body", Evil, .. of];
        var campaign = (await served.JsonAsync(["campaign", "create", Evil, .. campaignOf])).GetProperty("id").GetString()!;

        foreach (var line in new string[][]
        {
            ["app", "list"], ["app", "show", "--application-id", app], ["device", "get", "evil"], ["device", "list", "--user", Evil],
            ["segment", "list"], ["segment", "show", segment],
            ["campaign", "list"], ["campaign", "show", campaign], ["send", "--user", Evil, "--title", "t"], ["device", "remove", "--user", Evil],
            ["device", "get", Evil], ["campaign", "remove", campaign], ["segment", "remove", segment], ["app", "delete", app],
        })
        {
            var own = line[0] == "app" ? line : [.. line, .. of];
            await served.Scene.RunAsync(own);
            var written = served.Scene.Output + served.Scene.Error;
            Assert.DoesNotContain(written, c => c != '\n' && (char.IsControl(c) || c is '\u202e' or '\u2028'));
            Assert.True(written.Contains(Shown, StringComparison.Ordinal), $"{string.Join(" ", own)}: {written}");
        }
    }

    [Fact]
    public void Console_OfATerminal_ColoursByItselfAndObeysNoText()
    {
        using StringWriter output = new();
        var terminal = new Terminal(output, TextWriter.Null, outputIsTerminal: true, errorIsTerminal: false, AnsiSupport.Yes);

        terminal.Out.MarkupLineInterpolated($"[bold]{Evil}[/]");

        Assert.Contains(@"a\u001b[2J\u001b]0;owned\u0007\u009b31m\u202eb", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("\u001b[1m", output.ToString(), StringComparison.Ordinal);
    }
}
