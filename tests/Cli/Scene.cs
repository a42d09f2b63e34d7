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

    /// <summary>Runs a command; one that takes longer than a minute is cancelled, and ends with 130.</summary>
    internal async Task<int> RunAsync(params string[] args)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        return await RunAsync(limit.Token, args);
    }

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
