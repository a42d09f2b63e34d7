using System.Globalization;
using Pinpush.Bench.Comparing;
using Pinpush.Bench.Reporting;

namespace Pinpush.Bench;

/// <summary>What people ask of the benchmarks.</summary>
internal sealed class CommandLine
{
    private const string Usage = """
        [NAME ...] [--scale FRACTION] [--json]
        report [FILE] [--scale FRACTION]
        compare OLD NEW [NAME ...] [--scale FRACTION] [--rounds N]
        """;

    private readonly List<string> words = [];
    private double scale = 1;
    private int rounds = 5;
    private bool json;
    private string? fault;

    private CommandLine(string[] arguments)
    {
        for (var i = 0; i < arguments.Length && fault is null; i++)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            switch (arguments[i])
            {
                case "--json":
                    json = true;
                    break;
                case "--scale" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out scale) && scale is > 0 and <= 1:
                case "--rounds" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out rounds) && rounds > 0:
                    i++;
                    break;
                case "--scale" or "--rounds":
                    fault = $"{arguments[i]} '{value}': --scale takes a fraction of the full size, above 0 and at most 1; --rounds a number from 1.";
                    break;
                default:
                    words.Add(arguments[i]);
                    break;
            }
        }
    }

    /// <returns>0 done, 1 a benchmark failed, 2 wrong command line.</returns>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var line = new CommandLine(arguments);
        try
        {
            return line.fault is { } fault ? Wrong(fault) : await line.RunAsync(cancellationToken);
        }
        catch (BenchmarkFailedException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var names = words is ["compare", _, _, .. var some] ? some : words is ["report", ..] ? [] : words;
        if (names.Find(n => !Benchmarks.All.ContainsKey(n)) is { } unknown)
        {
            return Wrong($"'{unknown}' is not known. Benchmarks: {string.Join(", ", Benchmarks.All.Keys)}.");
        }

        switch (words)
        {
            case ["compare", var older, var newer, ..]:
                Console.Write(
                    await Comparison.RunAsync(older, newer, names.Count > 0 ? names : [.. Benchmarks.All.Keys], scale, rounds, cancellationToken));
                return 0;
            case ["report", .. var file] when file.Count < 2:
                var page = PerformancePage.Of(await MeasureAsync([], cancellationToken), Machine.Here(), DateOnly.FromDateTime(DateTime.UtcNow), scale);
                await File.WriteAllTextAsync(file.Count == 1 ? file[0] : PerformancePage.Path, page, cancellationToken);
                return 0;
            case ["report", ..]:
                return Wrong("report writes one file.");
            default:
                var all = await MeasureAsync(names, cancellationToken);
                Console.Write(json ? Report.Json(all, scale) : Report.Table(all));
                return 0;
        }
    }

    private async Task<List<Measured>> MeasureAsync(List<string> names, CancellationToken cancellationToken)
    {
        var all = new List<Measured>();
        foreach (var name in names.Count > 0 ? names : [.. Benchmarks.All.Keys])
        {
            Console.Error.WriteLine($"{name} ...");
            all.Add(await Benchmarks.All[name].RunAsync(scale, cancellationToken));
        }

        return all;
    }

    private static int Wrong(string fault)
    {
        Console.Error.WriteLine($"{fault}\n{Usage}");
        return 2;
    }
}
