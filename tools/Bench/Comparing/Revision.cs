using System.Globalization;
using System.Text.Json;

namespace Pinpush.Bench.Comparing;

/// <summary>The benchmarks of a git revision, built in a worktree of its own that is gone afterwards.</summary>
internal sealed class Revision : IAsyncDisposable
{
    private readonly string repository, folder;

    private Revision(string repository, string name) =>
        (this.repository, Name, folder) = (repository, name, Directory.CreateTempSubdirectory("pinpush-compare-").FullName);

    /// <summary>As it was asked for.</summary>
    public string Name { get; }

    private string Tree => Path.Combine(folder, "tree");

    /// <param name="repository">Its folder.</param>
    /// <param name="name">As people call it.</param>
    /// <exception cref="BenchmarkFailedException">It does not build.</exception>
    public static async Task<Revision> BuildAsync(string repository, string name, string commit, CancellationToken cancellationToken)
    {
        var revision = new Revision(repository, name);
        try
        {
            await revision.DoAsync("git", ["-C", repository, "worktree", "add", "--detach", revision.Tree, commit], cancellationToken);
            var (peers, here) = (Path.Combine(repository, "tests", "Peers", "node_modules"), Path.Combine(revision.Tree, "tests", "Peers"));
            if (Directory.Exists(peers) && Directory.Exists(here))
            {
                Directory.CreateSymbolicLink(Path.Combine(here, "node_modules"), peers);
            }

            Console.Error.WriteLine($"{name} is built ...");
            await revision.DoAsync(
                "dotnet", ["build", Path.Combine(revision.Tree, "tools", "Bench"), "-c", "Release", "-v", "q", "--nologo", "-nodeReuse:false"],
                cancellationToken);
            return revision;
        }
        catch
        {
            await revision.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs one benchmark.</summary>
    /// <returns>Its figures, or why there are none: this revision may not know it.</returns>
    public async Task<(IReadOnlyList<Figure> Figures, string? Missing)> RunAsync(string benchmark, double scale, CancellationToken cancellationToken)
    {
        var program = Path.Combine(Tree, "tools", "Bench", "bin", "Release", "net10.0", "Pinpush.Bench.dll");
        var (exit, output, error) = await Command.RunAsync(
            Tree, "dotnet", [program, benchmark, "--json", "--scale", scale.ToString(CultureInfo.InvariantCulture)], cancellationToken);
        return exit == 0 ? Read(output) : ([], $"ended with {exit}: {error.TrimEnd().Split('\n')[^1]}");
    }

    /// <summary>Takes the worktree away.</summary>
    public async ValueTask DisposeAsync()
    {
        await Command.RunAsync(null, "git", ["-C", repository, "worktree", "remove", "--force", Tree], CancellationToken.None);
        Directory.Delete(folder, recursive: true);
        await Command.RunAsync(null, "git", ["-C", repository, "worktree", "prune"], CancellationToken.None);
    }

    // {"scale":1,"processors":2,"benchmarks":[{"name":"campaign","ratio":0.8,"figures":[{"name":"ratio to ...","value":0.8,"unit":"",...},...]}]}
    private static (IReadOnlyList<Figure> Figures, string? Missing) Read(string output)
    {
        try
        {
            var figures = JsonElement.Parse(output).GetProperty("benchmarks")[0].GetProperty("figures").EnumerateArray();
            return ([.. figures.Select(f => new Figure(Text(f, "name"), f.GetProperty("value").GetDouble(), Text(f, "unit")))], null);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return ([], $"gave no figures with --json: {e.Message}");
        }
    }

    private static string Text(JsonElement figure, string member) => figure.GetProperty(member).GetString() ?? "";

    private async Task DoAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var (exit, output, error) = await Command.RunAsync(repository, program, arguments, cancellationToken);
        if (exit != 0)
        {
            throw new BenchmarkFailedException($"{Name}: {program} {string.Join(' ', arguments)} ended with {exit}: {output}{error}");
        }
    }
}
