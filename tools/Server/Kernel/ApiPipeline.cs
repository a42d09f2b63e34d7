using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Pinpush.Contract;
using Pinpush.Server.Identity;
using Pinpush.Server.Signing;
using Pinpush.Server.Storage;
using Pinpush.Server.Tags;

namespace Pinpush.Server.Kernel;

/// <summary>
/// What every API call passes: (1) who says that they signed it, which costs a stranger's body no memory; (2) body; (3) signature; (4) operation from
/// the raw path; (5) once per invocation; (6) handler; (7) answer with the API's headers and error form.
/// </summary>
internal sealed class ApiPipeline(
    RouteTable routes, OwnRoutes own, SignatureVerifier verifier, RepeatedCalls repeated, MemoryBudget memory, TimeProvider time, ILogger<ApiPipeline> log)
{
    private const int LargeAnswer = 64 * 1024; // Kestrel's own buffer takes a smaller one

    /// <summary>When a caller who was told that the server is busy may call again.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly OperationTree tree = new();

    public async Task RunAsync(HttpContext context)
    {
        var requestId = Guid.NewGuid().ToString();
        using var share = memory.Open();
        using var body = new RequestBody(context, memory, share, time);
        ApiAnswer answer;
        Operation? operation = null;
        try
        {
            (answer, operation) = await AnswerAsync(context, body, requestId);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return; // the caller has gone
        }
        catch (BadHttpRequestException e)
        {
            answer = ApiAnswer.BadRequest(e.Message);
        }
        catch (AppGoneException e)
        {
            answer = ApiAnswer.NotFound(e.Message);
        }
        catch (DamagedRowException e)
        {
            log.RowDamaged(e.Message);
            answer = ApiAnswer.Failed(e.Message);
        }
        catch (KeyTakenException e)
        {
            answer = ApiAnswer.BadRequest(e.Message);
        }
        catch (SqliteException e)
        {
            log.StorageFailed(e.SqliteErrorCode, e);
            answer = ApiAnswer.Failed(e is DamagedFileException ? e.Message
                : e.SqliteErrorCode == StorageFault.Full ? "The disk of the data folder is full; nothing was changed."
                : "The store refused the change; nothing was changed.");
        }
        catch (Exception e) // the edge of the pipeline
        {
            log.HandlerFailed(requestId, e);
            answer = ApiAnswer.Failed($"The server failed; its log tells more under the request id {requestId}.");
        }

        body.Dispose(); // an answer may wait for its reader
        if (answer.Body.Length > LargeAnswer && context.Request.Method == "GET" && !share.TryTake(answer.Body.Length)) // what changed something is told
        {
            answer = memory.Exhausted;
        }

        if (!body.IsRead)
        {
            context.Response.Headers.Connection = "close"; // Kestrel reads on for five seconds, so that the answer arrives
        }

        await WriteAsync(context.Response, answer, operation, requestId);
    }

    private async Task<(ApiAnswer, Operation?)> AnswerAsync(HttpContext context, RequestBody body, string requestId)
    {
        var target = RawTarget.Of(context);
        if (verifier.Claim(context.Request, target, out var unsigned) is not { } claim) // (1)
        {
            return (ApiAnswer.Unsigned(unsigned!), null); // not null without a claim
        }

        if (await body.ReadAsync(context.RequestAborted) is { } refused) // (2)
        {
            return (refused, null);
        }

        if (verifier.Verify(claim, context.Request, target, body.Bytes.Span) is { } mismatch) // (3)
        {
            return (ApiAnswer.Unsigned(mismatch), null);
        }

        if (target.Path.StartsWith("/pinpush/", StringComparison.Ordinal))
        {
            return (await own.AnswerAsync(context.Request.Method, target.Path, target.Parameters, context.RequestAborted), null);
        }

        var (known, operation, values) = tree.Find(context.Request.Method, target.Path); // (4)
        if (operation is null)
        {
            return (known
                ? ApiAnswer.NotServed($"{context.Request.Method} is no method of {target.Path}.")
                : ApiAnswer.NotFound($"The API has no resource at {target.Path}."), null);
        }

        if (routes.Of(operation) is not { } route)
        {
            return (operation.IsOfOne
                ? ApiAnswer.NoResource($"there is nothing for {operation.Name}, since this server does not serve the writing of it.") // what was never there
                : ApiAnswer.NotServed($"{operation.Name} is not served by this server."), operation);
        }

        var call = new ApiCall(operation, values, target.Parameters, body.Bytes, claim.Region, requestId);
        if (route.Repeat == Repeat.ActsAnew && context.Request.Headers["amz-sdk-invocation-id"].ToString() is { Length: > 0 } invocation) // (5)
        {
            var key = $"{claim.KeyId} {invocation} {context.Request.Method} {target} {Convert.ToHexString(SHA256.HashData(body.Bytes.Span))}";
            return (await repeated.OnceAsync(key, () => route.Handler(call, CancellationToken.None).AsTask()), operation);
        }

        return (await route.Handler(call, context.RequestAborted), operation); // (6)
    }

    private static async Task WriteAsync(HttpResponse response, ApiAnswer answer, Operation? operation, string requestId) // (7)
    {
        response.StatusCode = answer.Status != 0 ? answer.Status : operation?.Status ?? 200;
        response.Headers["x-amzn-RequestId"] = requestId;
        if (response.StatusCode is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            // The SDKs for Java and JavaScript wait for the seconds, botocore and those for Go, Rust and JavaScript for the milliseconds.
            response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            response.Headers["x-amz-retry-after"] = RetryAfter.TotalMilliseconds.ToString(CultureInfo.InvariantCulture);
        }

        var body = answer.Body;
        if (answer.ErrorType is { } type)
        {
            response.Headers["x-amzn-ErrorType"] = type;
            body = JsonSerializer.SerializeToUtf8Bytes(
                new ErrorBody { Type = type, Message = answer.Message ?? "", RequestID = requestId, Faults = answer.Faults }, WireJson.Default.ErrorBody);
        }

        if (answer.Write is { } write)
        {
            var aborted = response.HttpContext.RequestAborted;
            response.ContentType = "application/json";
            try
            {
                await write(response.BodyWriter, aborted);
            }
            catch (OperationCanceledException) when (aborted.IsCancellationRequested)
            {
                // the caller has gone
            }

            return;
        }

        response.ContentLength = body.Length;
        if (body.Length > 0)
        {
            response.ContentType = "application/json";
            await response.Body.WriteAsync(body, CancellationToken.None);
        }
    }
}
