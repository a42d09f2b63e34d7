using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace Pinpush.Server.Tests;

/// <summary>A program that we did not write, run against the server.</summary>
internal static class Peer
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs it with the server's key and address in the environment; gives its exit code and both outputs.</summary>
    public static Task<(int Exit, string Output, string Error)> RunAsync(Stage stage, string program, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(stage.Server.Address, stage.Server.AccessKeyId, stage.Server.SecretAccessKey, program, arguments, null, cancellationToken);

    /// <param name="line">Gets each line of the output as it comes.</param>
    public static async Task<(int Exit, string Output, string Error)> RunAsync(
        Uri server, string keyId, string secret, string program, IEnumerable<string> arguments, Action<string>? line, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL_PINPOINT"] = server.ToString().TrimEnd('/'),
            ["AWS_ACCESS_KEY_ID"] = keyId,
            ["AWS_SECRET_ACCESS_KEY"] = secret,
            ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["AWS_REGION"] = "us-east-1",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_PAGER"] = "",
            ["NODE_PATH"] = Path.Combine(NpmFolder, "node_modules"),
            ["AWS_CONFIG_FILE"] = "/dev/null",
            ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
        })
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        process.StandardInput.Close();
        var (output, error) = (ReadAsync(process.StandardOutput, line, cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        using var limit = new CancellationTokenSource(Limit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await process.WaitForExitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {Limit}.");
        }

        return (process.ExitCode, await output, await error);
    }

    /// <summary>The folder of the npm peers.</summary>
    public static string NpmFolder { get; } =
        typeof(Peer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "PeersFolder").Value!; // set by the project file

    private static async Task<string> ReadAsync(StreamReader reader, Action<string>? line, CancellationToken cancellationToken)
    {
        var all = new StringBuilder();
        while (await reader.ReadLineAsync(cancellationToken) is { } text)
        {
            all.AppendLine(text);
            line?.Invoke(text);
        }

        return all.ToString();
    }

    /// <summary>Skips the test aloud when the peer is not on this machine; fails it where CI=true.</summary>
    public static void Need(string program, params string[] probe)
    {
        var there = false;
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, probe) { RedirectStandardOutput = true, RedirectStandardError = true });
            process!.StandardOutput.ReadToEnd(); // started: not null
            process.WaitForExit();
            there = process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // not installed
        }

        if (!there)
        {
            var reason = $"'{program} {string.Join(' ', probe)}' does not work on this machine, so there is no peer to test against.";
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
            Assert.Skip(reason);
        }
    }
}
