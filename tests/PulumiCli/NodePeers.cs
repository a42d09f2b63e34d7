using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

namespace Pinpush.PulumiCli.Tests;

/// <summary>The npm packages in tests/Peers, installed when needed.</summary>
internal static class NodePeers
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(5);
    private static readonly Lazy<Task<string>> Installed = new(InstallAsync);

    private static string Folder => typeof(NodePeers).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static attribute => attribute.Key == "PeersFolder").Value!; // set in the project file

    /// <summary>The folder of the modules.</summary>
    /// <remarks>Without node or npm the test is skipped; where <c>CI=true</c> it fails.</remarks>
    public static async Task<string> ModulesAsync()
    {
        try
        {
            return await Installed.Value;
        }
        catch (Win32Exception e)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"node and npm are needed here: {e.Message}");
            Assert.Skip($"node and npm are needed for the npm peers: {e.Message}");
            return ""; // not reached: Skip throws
        }
    }

    private static async Task<string> InstallAsync()
    {
        using (Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true }))
        {
            // Throws where there is no node.
        }

        // Test programs run side by side; only one may install.
        var ignored = Directory.CreateDirectory(Path.Combine(Folder, "obj")).FullName;
        await using var held = await LockAsync(Path.Combine(ignored, "install.lock"));
        var modules = Path.Combine(Folder, "node_modules");
        var done = Path.Combine(modules, ".package-lock.json");
        if (!File.Exists(done) || File.GetLastWriteTimeUtc(done) < File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
        {
            using var limit = new CancellationTokenSource(InstallLimit);
            // not null without shell execution
            using var npm = Process.Start(
                new ProcessStartInfo("npm", "ci --no-audit --no-fund --loglevel=error") { WorkingDirectory = Folder, RedirectStandardError = true })!;
            var error = await npm.StandardError.ReadToEndAsync(limit.Token);
            await npm.WaitForExitAsync(limit.Token);
            Assert.True(npm.ExitCode == 0, $"npm ci ended with {npm.ExitCode}: {error}");
        }

        return modules;
    }

    private static async Task<FileStream> LockAsync(string path)
    {
        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromMilliseconds(200))
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited < InstallLimit)
            {
                await Task.Delay(200);
            }
        }
    }
}
