namespace Pinpush.Bench;

/// <summary>
/// <c>pulumi preview</c> of 100 and of 500 new resources: bundled CLI, built C# program, both plugins; beside a .NET program that does nothing,
/// and beside the same resources from a Node.js program with the official SDK.
/// </summary>
internal static class PreviewBench
{
    private const int Few = 100, Many = 500;

    public static async Task<Measured> RunAsync(double scale, CancellationToken cancellationToken)
    {
        var (few, many) = ((int)Math.Ceiling(Few * scale), (int)Math.Ceiling(Many * scale));
        using var stage = await PreviewStage.StartAsync(node: false, cancellationToken);
        var nothing = await SecondsAsync(scale, stop => stage.NothingAsync(stop), cancellationToken);
        var ours = await SecondsAsync(scale, stop => stage.PreviewAsync(few, stop), cancellationToken);
        List<Figure> figures =
        [
            new("ratio to a program that does nothing", nothing / ours), new("100 resources", ours, "s", new(2, AtMost: true)),
            new("500 resources", await SecondsAsync(scale, stop => stage.PreviewAsync(many, stop), cancellationToken), "s"),
            new(".NET program that does nothing", nothing, "s"),
            .. await MemoryAsync(stage, "", few, many, new(300, AtMost: true), cancellationToken),
        ];
        if (PreviewStage.Modules is null)
        {
            Console.Error.WriteLine("The Node.js program is SKIPPED: @pulumi/aws is not installed. Run npm ci in tests/Peers.");
            return new Measured("preview", figures);
        }

        using var node = await PreviewStage.StartAsync(node: true, cancellationToken);
        figures.Add(new("100 resources from Node.js", await SecondsAsync(scale, stop => node.PreviewAsync(few, stop), cancellationToken), "s"));
        figures.Add(new("500 resources from Node.js", await SecondsAsync(scale, stop => node.PreviewAsync(many, stop), cancellationToken), "s"));
        figures.AddRange(await MemoryAsync(node, " from Node.js", few, many, null, cancellationToken));
        return new Measured("preview", figures);
    }

    private static async Task<IEnumerable<Figure>> MemoryAsync(
        PreviewStage stage, string from, int few, int many, Goal? goal, CancellationToken cancellationToken) => !OperatingSystem.IsLinux() ? [] :
    [
        new($"memory of 100{from}", await stage.MemoryAsync(few, cancellationToken) / 1e6, "MB", goal),
        new($"memory of 500{from}", await stage.MemoryAsync(many, cancellationToken) / 1e6, "MB"),
    ];

    private static async Task<double> SecondsAsync(double scale, Func<CancellationToken, Task<TimeSpan>> run, CancellationToken cancellationToken) =>
        (await Rounds.MedianAsync(scale, run, static taken => taken.TotalSeconds, cancellationToken)).TotalSeconds;
}
