using System.Collections.Concurrent;

namespace Pinpush.Gateways;

/// <summary>One HTTP/2 connection and the window of pushes in flight on it.</summary>
/// <remarks>
/// The first request on a connection goes alone: APNs allows one stream until it has seen a valid token, and the client does not
/// wait for the peer's limit. What broke off without being processed (GOAWAY, REFUSED_STREAM) the handler sends again by itself.
/// </remarks>
internal sealed class GatewayShard(SocketsHttpHandler handler, SenderLimits limits, TimeProvider time) : IDisposable
{
    private const long RefusedStream = 7; // HTTP/2 error code: not processed

    private const int LargestBody = 64 * 1024;

    private readonly HttpMessageInvoker invoker = new(handler);
    private readonly SemaphoreSlim window = new(limits.Window);
    private readonly SemaphoreSlim first = new(1);
    private readonly ConcurrentBag<CancellationTokenSource> timeouts = [];
    private volatile bool warm;

    /// <summary>Takes a place in the window if there is one at once.</summary>
    public bool TryEnter() => window.Wait(0, CancellationToken.None);

    public Task EnterAsync(CancellationToken cancellationToken) => window.WaitAsync(cancellationToken);

    public void Leave() => window.Release();

    /// <summary>One exchange. Call it between entering and leaving.</summary>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> was cancelled.</exception>
    public async ValueTask<GatewayAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var timeout = timeouts.TryTake(out var used) ? used : new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        timeout.CancelAfter(limits.Timeout);
        var registration = cancellationToken.UnsafeRegister(static t => ((CancellationTokenSource)t!).Cancel(), timeout); // the state is given here
        bool alone = false, left = false;
        try
        {
            alone = await EnterAloneAsync(timeout.Token);
            left = true;
            using var response = await invoker.SendAsync(request, timeout.Token);
            warm = true;
            return await ReadAsync(response, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Our limit, or the one for connecting; with the latter nothing has left.
            return GatewayAnswer.Failed("timeout", mayHaveArrived: left && timeout.IsCancellationRequested);
        }
        catch (HttpRequestException e)
        {
            warm = false;
            return GatewayAnswer.Failed(Cause(e), MayHaveArrived(e));
        }
        catch (ObjectDisposedException)
        {
            return GatewayAnswer.Failed("the sender was closed", mayHaveArrived: left); // the channel was set anew meanwhile
        }
        finally
        {
            if (alone)
            {
                first.Release();
            }

            await registration.DisposeAsync();
            Return(timeout);
        }
    }

    /// <summary>Only the connection: pushes that are still under way have to leave the window, and a semaphore holds nothing by itself.</summary>
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

    /// <summary>A known status is worth more than a broken body, so nothing here fails.</summary>
    private async ValueTask<GatewayAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        byte[] body = [];
        try
        {
            // Also an empty body is read to its end: a response that is dropped earlier resets its stream.
            await response.Content.LoadIntoBufferAsync(LargestBody, cancellationToken);
            body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
        }

        var id = response.Headers.NonValidated.TryGetValues("apns-id", out var ids) ? ids.ToString() : null;
        return new((int)response.StatusCode, id, body, RetryAfter(response), null);
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

    private static string Cause(HttpRequestException e) =>
        e.InnerException is HttpProtocolException protocol ? $"{e.HttpRequestError} ({protocol.ErrorCode})" : e.HttpRequestError.ToString();

    private static bool MayHaveArrived(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.VersionNegotiationError or HttpRequestError.ProxyTunnelError => false,
        _ => e.InnerException is not HttpProtocolException { ErrorCode: RefusedStream },
    };
}
