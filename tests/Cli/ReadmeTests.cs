using System.CommandLine;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Pinpush.Cli.Tests;

public sealed class ReadmeTests
{
    /// <summary>What the launcher does by itself.</summary>
    private static readonly string[] OfTheLauncher = ["test"];

    [Fact]
    public void Readme_EveryPinpushCommand_IsAValidCommandLine()
    {
        var folder = typeof(ReadmeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryFolder").Value!;
        var lines = File.ReadLines(Path.Combine(folder, "README.md")).Where(l => l.StartsWith("./pinpush ", StringComparison.Ordinal)).ToList();
        using StringWriter silent = new();
        var host = new CommandHost(new Terminal(silent, silent, false, false), new ConfigurationBuilder().Build(), folder, TimeProvider.System);
        var root = new PinpushRoot(host);

        var wrong = lines.Select(l => l["./pinpush ".Length..].Split(" #")[0].TrimEnd('&', ' '))
            .Where(l => !OfTheLauncher.Contains(l) && root.Parse(l).Errors.Any(e => !e.Message.StartsWith("File does not exist", StringComparison.Ordinal)));

        Assert.True(lines.Count > 8);
        Assert.Empty(wrong);
    }
}
