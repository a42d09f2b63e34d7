using System.Globalization;
using Pinpush.Bench;

// dotnet run -c Release --project tools/Bench [-- [NAME ...] [--scale FRACTION] [--json]]
var (names, scale, json) = (new List<string>(), 1.0, false);
for (var i = 0; i < args.Length; i++)
{
    if (args[i] == "--json")
    {
        json = true;
    }
    else if (args[i] == "--scale" && i + 1 < args.Length
        && double.TryParse(args[++i], NumberStyles.Float, CultureInfo.InvariantCulture, out scale) && scale is > 0 and <= 1)
    {
    }
    else if (Benchmarks.All.ContainsKey(args[i]))
    {
        names.Add(args[i]);
    }
    else
    {
        Console.Error.WriteLine(
            $"'{args[i]}' is not known. Benchmarks: {string.Join(", ", Benchmarks.All.Keys)}. Options: --scale FRACTION (above 0, at most 1: "
                + "of the full size), --json.");
        return 2;
    }
}

using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(30));
var all = new List<Measured>();
try
{
    foreach (var name in names.Count > 0 ? names : [.. Benchmarks.All.Keys])
    {
        Console.Error.WriteLine($"{name} ...");
        all.Add(await Benchmarks.All[name](scale, stop.Token));
    }
}
catch (BenchmarkFailedException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

Console.Write(json ? Report.Json(all, scale) : Report.Table(all));
return 0;
