using System.Diagnostics;

namespace Pinpush.Bench;

/// <summary>Runs a program that is not ours to its end.</summary>
internal static class Command
{
    /// <param name="folder">Where it runs; null for here.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It does not start.</exception>
    /// <exception cref="OperationCanceledException">It was killed, for the token was cancelled.</exception>
    public static async Task<(int Exit, string Output, string Error)> RunAsync(
        string? folder, string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!; // not null without shell execution
        process.StandardInput.Close();
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
