using System.Diagnostics;

namespace Amazon.Pinpoint.Tests;

/// <summary>Runs the scripts of this folder, which tell what boto3 does and knows.</summary>
internal static class Boto3
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <returns>What the script prints, by lines. Without boto3 the test is skipped; with CI=true it fails.</returns>
    public static async Task<IReadOnlyList<string>> LinesAsync(string script, CancellationToken cancellationToken)
    {
        using var process = Start(script);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken).WaitAsync(Limit, cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            var reason = $"boto3 could not be run, so there is no peer to compare with: {await error}";
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true" || !reason.Contains("No module named 'boto3'", StringComparison.Ordinal), reason);
            Assert.Skip(reason);
        }

        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static Process Start(string script)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, script)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            })!; // it starts or throws
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", e.Message);
            Assert.Skip($"python3 is not on this machine: {e.Message}");
            throw;
        }
    }
}
