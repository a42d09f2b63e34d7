using System.Diagnostics;
using Xunit;

namespace Pinpush.Cli.Tests;

/// <summary>A program that runs beside the test, with all that it has written.</summary>
internal sealed class ToolProcess : IDisposable
{
    /// <summary>Time for a program's end or a line of it. The launcher's first command may have to build.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly List<string> lines = [];

    public ToolProcess(string folder, IReadOnlyDictionary<string, string> variables, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Of both streams, as they came.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines)
            {
                return [.. lines];
            }
        }
    }

    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <summary>Waits for a line that begins with these words; gives it.</summary>
    public async Task<string> LineAsync(string words, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        while (true)
        {
            if (Lines.FirstOrDefault(l => l.StartsWith(words, StringComparison.Ordinal)) is { } line)
            {
                return line;
            }

            Assert.False(process.HasExited, string.Join('\n', Lines));
            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>What Ctrl+C does.</summary>
    public async Task InterruptAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return; // the end of a stream
        }

        lock (lines)
        {
            lines.Add(line);
        }
    }
}
