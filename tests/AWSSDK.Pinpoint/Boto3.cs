using Pinpush.Shared.Tests;

namespace Amazon.Pinpoint.Tests;

/// <summary>Runs the scripts of this folder, which tell what boto3 does and knows.</summary>
internal static class Boto3
{
    /// <returns>What the script prints, by lines.</returns>
    public static async Task<IReadOnlyList<string>> LinesAsync(string script, CancellationToken cancellationToken)
    {
        Need.Boto3();
        var (exit, output, error) = await PeerRun.ToEndAsync(
            "python3", [Path.Combine(AppContext.BaseDirectory, script)], new Dictionary<string, string>(), cancellationToken);
        Assert.True(exit == 0, error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
