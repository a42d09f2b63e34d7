using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

namespace Pinpush.Fakes.Tests;

/// <summary>Runs a script against the public npm clients in tests/Peers, and installs them first when needed.</summary>
internal static class NodePeers
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RunLimit = TimeSpan.FromSeconds(60);

    private static string Folder => typeof(NodePeers).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static attribute => attribute.Key == "PeersFolder").Value!; // set in the project file

    /// <summary>Runs an ES module that lies beside the tests and returns its standard output.</summary>
    /// <remarks>Without node or npm the test is skipped; where <c>CI=true</c> it fails.</remarks>
    public static async Task<string> RunAsync(string script, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        try
        {
            await InstallAsync(cancellationToken);
            // Modules are found from the folder of the script, so it is handed over as text.
            var source = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, script), cancellationToken);
            var (code, output, error) = await StartAsync("node", ["--input-type=module", "--eval", source], environment, RunLimit, cancellationToken);
            Assert.True(code == 0, $"{script} ended with {code}: {error}");
            return output;
        }
        catch (Win32Exception e)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"node and npm are needed here: {e.Message}");
            Assert.Skip($"node and npm are needed for the npm peers: {e.Message}");
            return ""; // not reached: Skip throws
        }
    }

    private static async Task InstallAsync(CancellationToken cancellationToken)
    {
        // Test programs run side by side; only one may install.
        var ignored = Directory.CreateDirectory(Path.Combine(Folder, "obj")).FullName;
        await using var held = await LockAsync(Path.Combine(ignored, "install.lock"), cancellationToken);
        var done = Path.Combine(Folder, "node_modules", ".package-lock.json");
        if (File.Exists(done) && File.GetLastWriteTimeUtc(done) >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
        {
            return;
        }

        var (code, _, error) = await StartAsync("npm", ["ci", "--no-progress"], new Dictionary<string, string>(), InstallLimit, cancellationToken);
        Assert.True(code == 0, $"npm ci ended with {code}: {error}");
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromMilliseconds(200))
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited < InstallLimit)
            {
                await Task.Delay(200, cancellationToken);
            }
        }
    }

    private static async Task<(int Code, string Output, string Error)> StartAsync(
        string program, string[] arguments, IReadOnlyDictionary<string, string> environment, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        using var process = Process.Start(start)!; // not null without shell execution
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(timeout.Token), process.StandardError.ReadToEndAsync(timeout.Token));
            await process.WaitForExitAsync(timeout.Token);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
