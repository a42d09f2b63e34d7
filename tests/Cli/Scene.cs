using Microsoft.Extensions.Configuration;
using Xunit;

namespace Pinpush.Cli.Tests;

/// <summary>The tool with a home folder of its own and both streams kept.</summary>
public sealed class Scene : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("pinpush-cli-");

    internal string Home => home.FullName;

    internal string Output { get; private set; } = "";

    internal string Error { get; private set; } = "";

    internal Task<int> RunAsync(params string[] args) => RunAsync(TestContext.Current.CancellationToken, args);

    internal async Task<int> RunAsync(CancellationToken cancellationToken, params string[] args)
    {
        using StringWriter output = new(), error = new();
        var terminal = new Terminal(output, error, outputIsTerminal: false, errorIsTerminal: false);
        var host = new CommandHost(terminal, new ConfigurationBuilder().Build(), Home, TimeProvider.System);
        var code = await CommandLine.RunAsync(args, host, cancellationToken);
        (Output, Error) = (output.ToString(), error.ToString());
        return code;
    }

    public void Dispose() => home.Delete(recursive: true);
}
