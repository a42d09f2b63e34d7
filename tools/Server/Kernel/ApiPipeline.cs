using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Pinpush.Contract;
using Pinpush.Server.Identity;
using Pinpush.Server.Signing;
using Pinpush.Server.Tags;

namespace Pinpush.Server.Kernel;

/// <summary>
/// What every API call passes: (1) body, at most 7 MB; (2) signature; (3) operation from the raw path; (4) once per invocation;
/// (5) handler; (6) answer with the API's headers and error form.
/// </summary>
internal sealed class ApiPipeline(RouteTable routes, OwnRoutes own, SignatureVerifier verifier, RepeatedCalls repeated, ILogger<ApiPipeline> log)
{
    private readonly OperationTree tree = new();

    /// <summary>Largest request body in bytes. Source: Pinpoint quotas, payload size of a request.</summary>
    public const int MostBytes = 7 * 1024 * 1024;

    public async Task RunAsync(HttpContext context)
    {
        var requestId = Guid.NewGuid().ToString();
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        ApiAnswer answer;
        Operation? operation = null;
        byte[]? rented = null;
        try
        {
            (var body, rented) = await ReadAsync(context.Request, context.RequestAborted); // (1)
            if (body is null)
            {
                answer = TooLarge();
            }
            else
            {
                (answer, operation) = await AnswerAsync(context, target, body.Value, requestId);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return; // the caller has gone
        }
        catch (BadHttpRequestException e)
        {
            answer = e.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge() : ApiAnswer.BadRequest(e.Message);
        }
        catch (KeyTakenException e)
        {
            answer = ApiAnswer.BadRequest(e.Message);
        }
        catch (SqliteException e)
        {
            log.StorageFailed(e.SqliteErrorCode, e);
            answer = ApiAnswer.Failed(e.SqliteErrorCode == 13
                ? "The disk of the data folder is full; nothing was changed." : "The store refused the change; nothing was changed.");
        }
        catch (Exception e) // the edge of the pipeline
        {
            log.HandlerFailed(requestId, e);
            answer = ApiAnswer.Failed($"The server failed; its log tells more under the request id {requestId}.");
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }

        await WriteAsync(context.Response, answer, operation, requestId);
    }

    private async Task<(ApiAnswer, Operation?)> AnswerAsync(HttpContext context, string target, ReadOnlyMemory<byte> body, string requestId)
    {
        var (fault, region, accessKey) = verifier.Verify(context.Request, target, body.Span); // (2)
        if (fault is not null)
        {
            return (ApiAnswer.Forbidden(fault), null);
        }

        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? target : target[..mark];
        var query = (mark < 0 ? "" : target[(mark + 1)..]).Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2))
            .ToLookup(p => Uri.UnescapeDataString(p[0]), p => p.Length > 1 ? Uri.UnescapeDataString(p[1]) : "", StringComparer.Ordinal);
        if (path.StartsWith("/pinpush/", StringComparison.Ordinal))
        {
            return (await own.AnswerAsync(context.Request.Method, path, query, context.RequestAborted), null);
        }

        var (known, operation, values) = tree.Find(context.Request.Method, path); // (3)
        if (operation is null)
        {
            return (known
                ? ApiAnswer.NotServed($"{context.Request.Method} is no method of {path}.") : ApiAnswer.NotFound($"The API has no resource at {path}."), null);
        }

        if (routes.Of(operation) is not { } route)
        {
            return (ApiAnswer.NotServed($"{operation.Name} is not served by this server."), operation);
        }

        var call = new ApiCall(operation, values, query, body, region, requestId);
        if (route.Repeat == Repeat.ActsAnew && context.Request.Headers["amz-sdk-invocation-id"].ToString() is { Length: > 0 } invocation) // (4)
        {
            var copy = call with { Body = body.ToArray() }; // the act may outlive the first caller's buffer
            var key = $"{accessKey} {invocation} {context.Request.Method} {target} {Convert.ToHexString(SHA256.HashData(body.Span))}";
            return (await repeated.OnceAsync(key, () => route.Handler(copy, CancellationToken.None).AsTask()), operation);
        }

        return (await route.Handler(call, context.RequestAborted), operation); // (5)
    }

    private static ApiAnswer TooLarge() => ApiAnswer.TooLarge($"The body is larger than {MostBytes} bytes, the most that a request may carry.");

    private static async ValueTask<(ReadOnlyMemory<byte>? Body, byte[]? Rented)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MostBytes)
        {
            return (null, null);
        }

        if (request.ContentLength is null or 0 && !request.Headers.TransferEncoding.Contains("chunked"))
        {
            return (ReadOnlyMemory<byte>.Empty, null);
        }

        var rented = ArrayPool<byte>.Shared.Rent((int)Math.Min(request.ContentLength ?? 16 * 1024, 64 * 1024)); // what is announced may never come
        var length = 0;
        while (true)
        {
            if (length == rented.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(rented.Length * 2);
                rented.CopyTo(larger, 0);
                ArrayPool<byte>.Shared.Return(rented);
                rented = larger;
            }

            var read = await request.Body.ReadAsync(rented.AsMemory(length), cancellationToken);
            length += read;
            if (read == 0)
            {
                return (rented.AsMemory(0, length), rented);
            }

            if (length > MostBytes)
            {
                return (null, rented);
            }
        }
    }

    private static async Task WriteAsync(HttpResponse response, ApiAnswer answer, Operation? operation, string requestId) // (6)
    {
        response.StatusCode = answer.Status != 0 ? answer.Status : operation?.Status ?? 200;
        response.Headers["x-amzn-RequestId"] = requestId;
        var body = answer.Body;
        if (answer.ErrorType is { } type)
        {
            response.Headers["x-amzn-ErrorType"] = type;
            body = JsonSerializer.SerializeToUtf8Bytes(
                new ErrorBody { Type = type, Message = answer.Message ?? "", RequestID = requestId, Faults = answer.Faults }, WireJson.Default.ErrorBody);
        }

        response.ContentLength = body.Length;
        if (body.Length > 0)
        {
            response.ContentType = "application/json";
            await response.Body.WriteAsync(body, CancellationToken.None);
        }
    }
}
