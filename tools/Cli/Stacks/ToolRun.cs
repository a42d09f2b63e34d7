using System.Diagnostics;
using Pinpush.Cli.Outcomes;

namespace Pinpush.Cli.Stacks;

/// <summary>A call of another program that ended, with what it wrote.</summary>
internal sealed record ToolRun(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Error)
{
    /// <param name="variables">Changes to the environment; null removes a variable.</param>
    /// <exception cref="Refusal">It cannot be started.</exception>
    public static Task<ToolRun> EndAsync(
        PulumiTool tool, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken) =>
        EndAsync([.. tool.Command, .. arguments], folder, variables, cancellationToken);

    public static async Task<ToolRun> EndAsync(
        IReadOnlyList<string> command, string folder, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start)!; // not null without a shell
            process.StandardInput.Close();
            var (output, error) = (LinesAsync(process.StandardOutput, cancellationToken), LinesAsync(process.StandardError, cancellationToken));
            try
            {
                await process.WaitForExitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true); // whatever it does, it leaves files from which it can go on
                throw;
            }

            return new ToolRun(process.ExitCode, await output, await error);
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            throw new Refusal($"{command[0]} cannot be started: {fault.Message}");
        }
    }

    private static async Task<IReadOnlyList<string>> LinesAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        List<string> lines = [];
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }
}
