using System.Diagnostics;
using System.Text.Json;

namespace Pinpush.Bench;

/// <summary>This very program as another process: it says a line of JSON when it is ready and one for each line that it hears, and ends when it hears no
/// more.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly string name;
    private readonly Process process;

    private Child(string name, Process process) => (this.name, this.process) = (name, process);

    /// <param name="command">One of the commands that <c>Program.cs</c> keeps for this.</param>
    /// <param name="settings">JSON.</param>
    public static Child Start(string command, string settings) => new(command, Process.Start(
        new ProcessStartInfo("dotnet", [typeof(Child).Assembly.Location, command, settings])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!); // not null without shell execution

    public async Task<JsonElement> AskAsync(string line, CancellationToken cancellationToken)
    {
        await process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
        await process.StandardInput.FlushAsync(cancellationToken);
        return await HearAsync(cancellationToken);
    }

    /// <summary>The next line of its output.</summary>
    /// <exception cref="BenchmarkFailedException">It has ended.</exception>
    /// <exception cref="OperationCanceledException">It said nothing in the time that it had.</exception>
    public async Task<JsonElement> HearAsync(CancellationToken cancellationToken) =>
        await process.HearAsync($"the {name} of the benchmarks", cancellationToken) is { } line ? JsonElement.Parse(line)
            : throw new BenchmarkFailedException($"The {name} of the benchmarks has ended.");

    /// <summary>Lets it end by itself, which takes a server as long as its last pushes take, at most half a minute.</summary>
    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
