using System.Collections.Concurrent;
using System.Globalization;
using Amazon.Runtime;

namespace Pinpush.Server.Tests;

/// <summary>UpdateEndpoint over many connections at once, without an end until a call fails.</summary>
internal static class Burst
{
    private const int AtOnce = 64;

    /// <param name="acknowledged">Gets the id of each endpoint when the server has taken it.</param>
    /// <returns>The first failure; null when there was none.</returns>
    public static async Task<Exception?> RunAsync(IServed served, string app, ConcurrentQueue<string> acknowledged, int count = int.MaxValue)
    {
        var (next, failures) = (-1, new ConcurrentQueue<Exception>());
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (failures.IsEmpty && Interlocked.Increment(ref next) is var number && number < count)
            {
                var id = number.ToString(CultureInfo.InvariantCulture);
                try
                {
                    await served.RegisterAsync(app, id, new() { User = new() { UserId = $"user-{id}" }, Attributes = new() { ["Plan"] = ["pro"] } });
                    acknowledged.Enqueue(id);
                }
                catch (Exception e) when (e is AmazonClientException or AmazonServiceException or HttpRequestException)
                {
                    failures.Enqueue(e);
                }
            }
        }));
        return failures.TryPeek(out var first) ? first : null;
    }

    /// <summary>Whether the server has each of them, as it was written.</summary>
    public static Task AssertThereAsync(IServed served, string app, IEnumerable<string> endpoints) => Parallel.ForEachAsync(
        endpoints, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
        async (id, _) => Assert.Equal($"token-{id}", (await served.EndpointAsync(app, id)).Address));
}
