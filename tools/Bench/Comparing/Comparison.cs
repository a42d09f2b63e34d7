namespace Pinpush.Bench.Comparing;

/// <summary>Two revisions, one benchmark after another, in turn: what else the machine does meets both alike.</summary>
internal static class Comparison
{
    /// <returns>A table of medians.</returns>
    /// <exception cref="BenchmarkFailedException">A revision is not there or does not build.</exception>
    public static async Task<string> RunAsync(
        string older, string newer, IReadOnlyCollection<string> names, double scale, int rounds, CancellationToken cancellationToken)
    {
        var repository = await GitAsync("compare is for a git repository", ["rev-parse", "--show-toplevel"], cancellationToken);
        Task<string> CommitAsync(string name) => GitAsync($"'{name}' is no revision", ["rev-parse", "--verify", name + "^{commit}"], cancellationToken);
        var (first, second) = (await CommitAsync(older), await CommitAsync(newer)); // what they mean now: a build takes its time
        await using var before = await Revision.BuildAsync(repository, older, first, cancellationToken);
        await using var after = await Revision.BuildAsync(repository, newer, second, cancellationToken);
        var text = ComparisonTable.Head(older, newer);
        foreach (var name in names)
        {
            var (old, @new) = (new Side(before), new Side(after));
            for (var round = 1; round <= rounds; round++)
            {
                Console.Error.WriteLine($"{name}, round {round} of {rounds} ...");
                await old.RunAsync(name, scale, cancellationToken);
                await @new.RunAsync(name, scale, cancellationToken);
            }

            text += ComparisonTable.Of(name, old.Rounds, @new.Rounds) + old.Says + @new.Says;
        }

        return text;
    }

    private static async Task<string> GitAsync(string fault, string[] arguments, CancellationToken cancellationToken)
    {
        var (exit, output, error) = await Command.RunAsync(null, "git", arguments, cancellationToken);
        return exit == 0 ? output.Trim() : throw new BenchmarkFailedException($"{fault}: {error}");
    }

    /// <summary>One revision's rounds of a benchmark. When it fails once it is not asked again.</summary>
    private sealed class Side(Revision revision)
    {
        public List<IReadOnlyList<Figure>> Rounds { get; } = [];

        /// <summary>Why figures are missing, as a line; else empty.</summary>
        public string Says { get; private set; } = "";

        public async Task RunAsync(string benchmark, double scale, CancellationToken cancellationToken)
        {
            if (Says.Length > 0)
            {
                return;
            }

            var (figures, missing) = await revision.RunAsync(benchmark, scale, cancellationToken);
            if (missing is not null)
            {
                Says = $"  {revision.Name} {missing}\n";
                return;
            }

            Rounds.Add(figures);
        }
    }
}
