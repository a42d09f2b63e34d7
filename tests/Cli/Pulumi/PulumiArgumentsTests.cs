using Pinpush.Cli.Pulumi;
using Xunit;

namespace Pinpush.Cli.Tests.Pulumi;

/// <summary>Where options stand before the command, they lead to the same stack, folder and server.</summary>
public sealed class PulumiArgumentsTests
{
    [Theory]
    [InlineData("preview --stack prod", "preview", "prod", null, true)]
    [InlineData("--stack prod preview", "preview", "prod", null, true)]
    [InlineData("--stack=prod --color never up --yes", "up", "prod", null, true)]
    [InlineData("-s prod -C elsewhere --non-interactive destroy", "destroy", "prod", "elsewhere", true)]
    [InlineData("--cwd=elsewhere stack init org/shop/prod", "stack init org/shop/prod", "org/shop/prod", "elsewhere", false)]
    [InlineData("config set up preview", "config set up preview", null, null, false)]
    [InlineData("--stack prod up --help", "up", "prod", null, false)]
    [InlineData("stack rm --yes prod", "stack rm prod", "prod", null, false)]
    [InlineData("up -sprod", "up", "prod", null, true)]
    [InlineData("-s=prod -Celsewhere up", "up", "prod", "elsewhere", true)]
    [InlineData("stack init --secrets-provider passphrase prod", "stack init prod", "prod", null, false)]
    [InlineData("", "", null, null, false)]
    [InlineData("up --stack", "up", null, null, true)]
    public void Read(string line, string words, string? stack, string? folder, bool calls)
    {
        var read = PulumiArguments.Read(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((words, stack, folder, calls), (string.Join(' ', read.Words), read.Stack, read.Folder, read.CallsApi));
    }
}
