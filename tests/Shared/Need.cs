using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

namespace Pinpush.Shared.Tests;

/// <summary>
/// Asks for what a test needs that is not ours. Where it is missing the test is skipped with the reason, and fails where the variable CI is set.
/// </summary>
internal static class Need
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    // probe -> why it failed; null where it is there. Asked once a run.
    private static readonly ConcurrentDictionary<string, Lazy<string?>> Asked = new(StringComparer.Ordinal);

    /// <summary>The folder of the npm peers, <c>tests/Peers</c>: a script that runs here finds their packages.</summary>
    public static string PeersFolder { get; } = Path.GetFullPath(
        typeof(Need).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "PeersFolder").Value!); // set by Peers.props

    public static void Node() => Ask("install Node.js 20 or later", "node", "--eval", "0");

    /// <param name="modules">All that the script imports from packages, as it names them.</param>
    /// <returns>Their <c>node_modules</c>.</returns>
    public static string Npm(params string[] modules)
    {
        Ask("install Node.js 20 or later and run 'npm ci' in tests/Peers", "node",
            ["--eval", "process.argv.slice(1).forEach((m) => require.resolve(m))", .. modules]);
        return Path.Combine(PeersFolder, "node_modules");
    }

    public static void Boto3() => Ask("run 'pip install boto3'", "python3", "-c", "import boto3");

    public static void AwsCommand() => Ask("run 'pip install awscli'", "aws", "--version");

    public static void H2load() => Ask("install h2load: on Debian it is in the package nghttp2-client", "h2load", "--version");

    /// <summary>A daemon, which may be for administrators to start.</summary>
    /// <param name="package">The Debian package that has it.</param>
    /// <param name="probe">What it is asked for its version with.</param>
    /// <returns>Where it is.</returns>
    public static string Daemon(string program, string package, string probe = "-v")
    {
        string[] folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), "/usr/sbin", "/usr/local/sbin"];
        var path = folders.Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists);
        Ask($"install {program}: on Debian it is in the package {package}", path ?? program, probe);
        return path!; // not null: it ran
    }

    /// <summary>A Python that has the package. Debian's own has it where another one on the path does not.</summary>
    /// <param name="package">Its name in pip; Debian's begins with python3-.</param>
    public static string Python(string package)
    {
        const string Debian = "/usr/bin/python3";
        var python = File.Exists(Debian) ? Debian : "python3";
        Ask($"install python3-{package} or run 'pip install {package}'", python, "-c", $"import {package}");
        return python;
    }

    private static void Ask(string remedy, string program, params string[] probe)
    {
        var command = $"{program} {string.Join(' ', probe)}";
        if (Asked.GetOrAdd(command, _ => new(() => Fault(program, probe))).Value is { } fault)
        {
            var reason = $"There is no peer to test against: '{command}' fails ({fault}). To have it, {remedy}.";
            Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")), reason);
            Assert.Fail(reason);
        }
    }

    private static string? Fault(string program, string[] probe)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, probe)
            {
                WorkingDirectory = PeersFolder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!; // not null without shell execution
            process.StandardInput.Close();
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (!process.WaitForExit(Limit))
            {
                process.Kill(entireProcessTree: true);
                return $"no end within {Limit}";
            }

#pragma warning disable RS0030 // the process has ended, so both are read
            var told = error.GetAwaiter().GetResult() + output.GetAwaiter().GetResult();
#pragma warning restore RS0030
            return process.ExitCode == 0
                ? null : $"exit code {process.ExitCode}: {told.Split('\n').LastOrDefault(line => line.Contains("Error", StringComparison.Ordinal)) ?? told}";
        }
        catch (Win32Exception e)
        {
            return e.Message;
        }
    }
}
