using System.Buffers;
using System.Collections.Concurrent;

namespace Pinpush.Gateways.Transport;

/// <summary>One HTTP/2 connection and the few pushes that wait for a stream on it.</summary>
/// <remarks>
/// How many are in flight the peer decides: the handler opens no more streams than its latest SETTINGS allow, and lets the others wait. The
/// first request on a connection goes alone: APNs allows one stream until it has seen a valid token, and the handler takes 100 for granted
/// until it has read the peer's limit. What broke off without being processed (GOAWAY, REFUSED_STREAM) the handler sends again by itself.
/// </remarks>
internal sealed class GatewayShard(SocketsHttpHandler handler, SenderLimits limits, TimeProvider time) : IDisposable
{
    private const long RefusedStream = 7; // HTTP/2 error code: not processed

    private const int LargestBody = 64 * 1024;

    private readonly HttpMessageInvoker invoker = new(handler);
    private readonly SemaphoreSlim waiting = new(limits.Waiting);
    private readonly SemaphoreSlim first = new(1);
    private readonly ConcurrentBag<CancellationTokenSource> timeouts = [];
    private volatile bool warm;

    /// <summary>Takes a place among those who wait if there is one at once.</summary>
    public bool TryEnter() => waiting.Wait(0, CancellationToken.None);

    public Task EnterAsync() => waiting.WaitAsync();

    /// <summary>One exchange. Call it after entering.</summary>
    /// <param name="body">The message's content.</param>
    public async ValueTask<GatewayAnswer> SendAsync(HttpRequestMessage request, GatewayRequest body)
    {
        body.Hold(waiting);
        var timeout = timeouts.TryTake(out var used) ? used : new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        timeout.CancelAfter(limits.Timeout);
        var alone = false;
        try
        {
            alone = await EnterAloneAsync(timeout.Token);
            using var response = await invoker.SendAsync(request, timeout.Token);
            warm = true;
            return await ReadAsync(response, timeout.Token);
        }
        catch (OperationCanceledException)
        {
            // Our limit, or the one for connecting.
            return GatewayAnswer.Failed("timeout", body.HasLeft);
        }
        catch (HttpRequestException e)
        {
            warm = false;
            return GatewayAnswer.Failed(Cause(e), body.HasLeft && !WasLeftAlone(e), atOnce: WasLeftAlone(e));
        }
        catch (ObjectDisposedException)
        {
            return GatewayAnswer.Failed("the sender was closed", body.HasLeft, atOnce: true); // it hung longer than closing waits
        }
        finally
        {
            if (alone)
            {
                first.Release();
            }

            body.GiveUpPlace();
            Return(timeout);
        }
    }

    /// <summary>Only the connection: pushes that are still under way have to give up their places, and a semaphore holds nothing by itself.</summary>
    public void Dispose() => invoker.Dispose();

    /// <summary>True when this request is the connection's first and others wait for it.</summary>
    private async ValueTask<bool> EnterAloneAsync(CancellationToken cancellationToken)
    {
        if (warm)
        {
            return false;
        }

        await first.WaitAsync(cancellationToken);
        if (!warm)
        {
            return true;
        }

        first.Release();
        return false;
    }

    private async ValueTask<GatewayAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await BodyAsync(response.Content, cancellationToken);
        var id = response.Headers.NonValidated.TryGetValues("apns-id", out var ids) ? ids.ToString() : null;
        return new((int)response.StatusCode, id, body, RetryAfter(response), null);
    }

    /// <summary>
    /// Also an empty body is read to its end: a response that is dropped earlier resets its stream. A known status is worth more than a broken
    /// body, so nothing here fails.
    /// </summary>
    private static async ValueTask<byte[]> BodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var (buffer, length) = (ArrayPool<byte>.Shared.Rent(1024), 0);
        try
        {
            var stream = content.ReadAsStream(cancellationToken);
            for (int read; length < LargestBody && (read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken)) > 0;)
            {
                length += read;
                if (length == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(length * 2);
                    buffer.CopyTo(larger, 0);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }

            return buffer.AsSpan(0, length).ToArray();
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return [];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode || response.Headers.RetryAfter is not { } wish)
        {
            return null;
        }

        var wait = wish.Delta ?? wish.Date - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private void Return(CancellationTokenSource timeout)
    {
        if (timeout.TryReset())
        {
            timeouts.Add(timeout);
        }
        else
        {
            timeout.Dispose();
        }
    }

    private static bool WasLeftAlone(HttpRequestException e) => e.InnerException is HttpProtocolException { ErrorCode: RefusedStream };

    private static string Cause(HttpRequestException e) =>
        e.InnerException is HttpProtocolException protocol ? $"{e.HttpRequestError} ({protocol.ErrorCode})" : e.HttpRequestError.ToString();
}
