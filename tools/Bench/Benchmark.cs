namespace Pinpush.Bench;

/// <param name="About">What it does and what beside it, in a sentence for the page.</param>
/// <param name="RunAsync">Runs it at a fraction of its full size, above 0 and at most 1; throws <see cref="BenchmarkFailedException"/> when a push or a call
/// failed.</param>
internal sealed record Benchmark(string About, Func<double, CancellationToken, Task<Measured>> RunAsync);
