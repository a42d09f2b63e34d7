using Microsoft.Extensions.Configuration;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Output;
using Spectre.Console;
using Xunit;

namespace Pinpush.Cli.Tests;

/// <summary>The tool with a home folder of its own and both streams kept.</summary>
public sealed class Scene : IDisposable
{
    private readonly DirectoryInfo home;

    public Scene() => home = Directory.CreateTempSubdirectory("pinpush-cli-");

    private Scene(Scene other) => home = other.home;

    internal string Home => home.FullName;

    internal string Output { get; private set; } = "";

    internal string Error { get; private set; } = "";

    /// <summary>Another with the same home, which this one removes in the end.</summary>
    internal Scene Beside() => new(this);

    /// <summary>What it wrote to standard output, for a comparison with a whole text.</summary>
    internal string Shown => Snapshot.Of(Output, ("HOME", Home));

    /// <summary>The same of standard error.</summary>
    internal string Told => Snapshot.Of(Error, ("HOME", Home));

    /// <summary>A credentials file with some keys, for a server that does not look at them.</summary>
    internal string Credentials()
    {
        var file = Path.Combine(Home, "credentials");
        File.WriteAllText(file, "[default]\naws_access_key_id=a\naws_secret_access_key=b\n");
        return file;
    }

    /// <summary>Runs a command; one that takes longer than a minute is cancelled, and ends with 130.</summary>
    internal Task<int> RunAsync(params string[] args) => LimitedAsync(false, null, args);

    /// <summary>The same as if a person sat before standard error.</summary>
    internal Task<int> RunAtTerminalAsync(params string[] args) => LimitedAsync(true, null, args);

    /// <summary>The same as if that person typed this when asked.</summary>
    internal Task<int> RunAnsweringAsync(string answer, params string[] args) => LimitedAsync(true, answer, args);

    internal Task<int> RunAsync(CancellationToken cancellationToken, params string[] args) => StartAsync(false, null, args, cancellationToken);

    private async Task<int> LimitedAsync(bool errorIsTerminal, string? answer, string[] args)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        return await StartAsync(errorIsTerminal, answer, args, limit.Token);
    }

    private async Task<int> StartAsync(bool errorIsTerminal, string? answer, string[] args, CancellationToken cancellationToken)
    {
        using StringWriter output = new(), error = new();
        using var answers = answer is null ? null : new StringReader(answer);
        var terminal = new Terminal(output, error, outputIsTerminal: false, errorIsTerminal, AnsiSupport.Yes, answers);
        var host = new CommandHost(terminal, new ConfigurationBuilder().Build(), Home, TimeProvider.System);
        var code = await CommandLine.RunAsync(args, host, cancellationToken);
        (Output, Error) = (output.ToString(), error.ToString());
        return code;
    }

    public void Dispose() => home.Delete(recursive: true);
}
