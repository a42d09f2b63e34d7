namespace Pinpush.Bench;

/// <summary>Runs what is compared in turn, so that what else the machine does meets all of it alike.</summary>
internal static class Rounds
{
    private const int Full = 5;

    /// <summary>The round whose figure is the median. One more goes before and is not counted: what is compiled in it is fast after.</summary>
    /// <param name="scale">A benchmark at less than a tenth of its size proves that it runs, and has one round.</param>
    public static async Task<T> MedianAsync<T>(
        double scale, Func<CancellationToken, Task<T>> round, Func<T, double> by, CancellationToken cancellationToken)
    {
        await round(cancellationToken);
        var done = new List<T>();
        for (var i = 0; i < (scale < 0.1 ? 1 : Full); i++)
        {
            done.Add(await round(cancellationToken));
        }

        return done.OrderBy(by).ElementAt(done.Count / 2);
    }
}
