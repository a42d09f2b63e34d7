using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Output;
using Xunit;

namespace Pinpush.Cli.Tests;

public sealed class HelpTests
{
    private static readonly PinpushRoot Root = new(
        new CommandHost(new Terminal(TextWriter.Null, TextWriter.Null, false, false), new ConfigurationBuilder().Build(), ".", TimeProvider.System));

    [Fact]
    public void EveryCommand_HasExamplesThatAreValidCommandLines()
    {
        var commands = Leaves(Root).ToList();
        var examples = commands.SelectMany(c => Assert.IsAssignableFrom<IHasExamples>(c).Examples).ToList();
        var wrong = examples.Where(e => Root.Parse(e["./pinpush ".Length..]).Errors
            .Any(f => !f.Message.Contains("there is no ", StringComparison.Ordinal))); // a file that only its user has

        Assert.True(commands.Count > 20);
        Assert.All(commands, c => Assert.NotEmpty(((IHasExamples)c).Examples));
        Assert.Empty(wrong);
    }

    private static IEnumerable<Command> Leaves(Command command) => command.Subcommands.Count == 0 ? [command] : command.Subcommands.SelectMany(Leaves);
}
