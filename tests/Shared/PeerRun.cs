using System.Diagnostics;

namespace Pinpush.Shared.Tests;

/// <summary>Runs a program that is not ours to its end, in the folder of the npm peers.</summary>
internal static class PeerRun
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(
        int.Parse(Environment.GetEnvironmentVariable("PINPUSH_PEER_MINUTES") ?? "2", System.Globalization.CultureInfo.InvariantCulture));

    /// <param name="environment">On top of that of the tests.</param>
    /// <exception cref="OperationCanceledException">
    /// It did not end within two minutes, or <c>PINPUSH_PEER_MINUTES</c>, and was killed, or the token was cancelled.
    /// </exception>
    public static async Task<(int Exit, string Output, string Error)> ToEndAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Need.PeersFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        using var process = Process.Start(start)!; // not null without shell execution
        process.StandardInput.Close();
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
