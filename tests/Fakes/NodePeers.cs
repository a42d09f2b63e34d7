using Pinpush.Shared.Tests;

namespace Pinpush.Fakes.Tests;

/// <summary>Runs a script against a public npm client in tests/Peers.</summary>
internal static class NodePeers
{
    /// <summary>Runs an ES module that lies beside the tests and returns its standard output.</summary>
    /// <param name="package">What it imports.</param>
    public static async Task<string> RunAsync(
        string script, string package, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        Need.Npm(package);

        // Modules are found from the folder of the script, so it is handed over as text.
        var source = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, script), cancellationToken);
        var (exit, output, error) = await PeerRun.ToEndAsync("node", ["--input-type=module", "--eval", source], environment, cancellationToken);
        Assert.True(exit == 0, $"{script} ended with {exit}: {error}");
        return output;
    }
}
