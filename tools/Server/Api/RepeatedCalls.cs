using System.Collections.Concurrent;

namespace Pinpush.Server.Api;

/// <summary>
/// SDKs repeat a call after a lost answer with the same <c>amz-sdk-invocation-id</c>. A call that is not idempotent by itself acts once:
/// its repetition waits for the first and gets the first one's answer.
/// </summary>
/// <remarks>Kept for fifteen minutes, at most 20,000 calls: an answer may have 10 KB. Errors of the server are not kept: repeating them is the point.</remarks>
internal sealed class RepeatedCalls(TimeProvider time)
{
    private const int Most = 20_000;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, Lazy<Task<ApiAnswer>>> answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Key, DateTimeOffset At)> order = new();

    /// <summary>Acts once for <paramref name="key"/>.</summary>
    public async Task<ApiAnswer> OnceAsync(string key, Func<Task<ApiAnswer>> act)
    {
        Forget();
        var entry = answers.GetOrAdd(key, _ => new Lazy<Task<ApiAnswer>>(act));
        order.Enqueue((key, time.GetUtcNow()));
        try
        {
            var answer = await entry.Value;
            if (answer.Status >= 500)
            {
                answers.TryRemove(KeyValuePair.Create(key, entry));
            }

            return answer;
        }
        catch
        {
            answers.TryRemove(KeyValuePair.Create(key, entry));
            throw;
        }
    }

    private void Forget()
    {
        while (order.TryPeek(out var oldest) && (order.Count > Most || time.GetUtcNow() - oldest.At > Kept) && order.TryDequeue(out oldest))
        {
            answers.TryRemove(oldest.Key, out _);
        }
    }
}
