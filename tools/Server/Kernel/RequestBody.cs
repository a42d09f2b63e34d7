using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Pinpush.Server.Kernel;

/// <summary>The body of one request, in memory until it is disposed.</summary>
/// <param name="budget">
/// What all requests hold together. The first 64 KiB and the first thousand values of a body count for nothing, so that small calls always pass.
/// </param>
internal sealed class RequestBody(HttpContext context, MemoryBudget budget, MemoryBudget.Share share, TimeProvider time) : IDisposable
{
    /// <summary>Largest body in bytes. Source: Pinpoint quotas, payload size of a request.</summary>
    public const int MostBytes = 7 * 1024 * 1024;

    /// <summary>Most values in a body: a batch of a hundred endpoints with all that they may have has some 50,000.</summary>
    public const int MostValues = 100_000;

    private const int FreeBytes = 64 * 1024, FreeValues = 1000;

    /// <summary>What one value becomes as an object, a string, or a fault that tells of it.</summary>
    private const int BytesOfValue = 400;

    private const long MostReadAway = 64 * 1024 * 1024;

    /// <summary>How long the rest of a body may take after the bytes that count for nothing.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private byte[] buffer = [];
    private int length;
    private CancellationTokenSource? limit, limitOrCaller;

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <summary>Whether nothing of it is left on the connection.</summary>
    public bool IsRead { get; private set; } = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true;

    /// <returns>Null once all of it is here; else what to answer.</returns>
    /// <exception cref="BadHttpRequestException">It is not framed as HTTP says, or comes too slowly.</exception>
    public async Task<ApiAnswer?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAllAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (limit?.IsCancellationRequested == true && !cancellationToken.IsCancellationRequested)
        {
            return ApiAnswer.BadRequest($"The body did not come within {Longest.TotalSeconds} seconds.");
        }
    }

    public void Dispose()
    {
        limitOrCaller?.Dispose();
        limit?.Dispose();
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            (buffer, length) = ([], 0);
        }
    }

    private async Task<ApiAnswer?> ReadAllAsync(CancellationToken cancellationToken)
    {
        var announced = context.Request.ContentLength;
        buffer = IsRead ? [] : ArrayPool<byte>.Shared.Rent((int)Math.Min(announced ?? FreeBytes, FreeBytes)); // what is announced may never come
        while (!IsRead)
        {
            if (Math.Max(announced ?? 0, length) > MostBytes)
            {
                await ReadAwayAsync(cancellationToken);
                return ApiAnswer.TooLarge($"The body is larger than {MostBytes} bytes, the most that a request may carry.");
            }

            if (length == buffer.Length && !TryGrow(cancellationToken))
            {
                return budget.Exhausted;
            }

            length += await ReadAsync(buffer.AsMemory(length), cancellationToken);
            IsRead |= length == announced;
        }

        var values = Values(Bytes.Span);
        return values > MostValues ? ApiAnswer.BadRequest($"The body has more than {MostValues} values, the most that a request may carry.")
            : !share.TryTake(Math.Max(0, values - FreeValues) * BytesOfValue) ? budget.Exhausted
            : null;
    }

    // Each value but the first comes first in its array or object, or after a comma. Those within strings count as well: no text that is taken has so many.
    private static long Values(ReadOnlySpan<byte> json) => 1L + json.Count((byte)',') + json.Count((byte)'[') + json.Count((byte)'{');

    // SDKs write all of a body before they read an answer, and take a connection that is closed meanwhile for a failure to repeat.
    private async Task ReadAwayAsync(CancellationToken cancellationToken)
    {
        BeginLimit(cancellationToken);
        for (long away = 0; away < MostReadAway && !IsRead;)
        {
            away += await ReadAsync(buffer, cancellationToken);
        }
    }

    private async ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken cancellationToken)
    {
        var read = await context.Request.Body.ReadAsync(into, limitOrCaller?.Token ?? cancellationToken);
        IsRead = read == 0;
        return read;
    }

    private bool TryGrow(CancellationToken cancellationToken)
    {
        if (!share.TryTake(buffer.Length))
        {
            return false;
        }

        BeginLimit(cancellationToken);
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
        return true;
    }

    private void BeginLimit(CancellationToken cancellationToken)
    {
        limit ??= new CancellationTokenSource(Longest, time);
        limitOrCaller ??= CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
    }
}
