using System.Diagnostics;

namespace Pinpush.Server.Tests;

/// <summary>A program that we did not write, run against the server.</summary>
internal static class Peer
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs it with the server's key and address in the environment; gives its exit code and both outputs.</summary>
    public static async Task<(int Exit, string Output, string Error)> RunAsync(Stage stage, string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL_PINPOINT"] = stage.Server.Address.ToString().TrimEnd('/'),
            ["AWS_ACCESS_KEY_ID"] = stage.Server.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = stage.Server.SecretAccessKey,
            ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["AWS_REGION"] = "us-east-1",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_PAGER"] = "",
            ["AWS_CONFIG_FILE"] = "/dev/null",
            ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
        })
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
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
