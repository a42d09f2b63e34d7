using Amazon.Runtime;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pinpush.Plugin.Protocol;
using Pinpush.Plugin.Values;

namespace Pinpush.Plugin.Hosting;

/// <summary>From what went wrong to what the engine is told.</summary>
/// <remarks>
/// Codes matter: Unknown tells the engine that nobody knows whether the call took effect, every other one that it did not.
/// Source: github.com/pulumi/pulumi at 1b594989, pkg/engine/update.go.
/// </remarks>
internal static class PluginFaults
{
    /// <param name="act">E.g. <c>creating aws:pinpoint/app:App 'shop'</c>.</param>
    /// <param name="changes">The call changes something.</param>
    /// <param name="secrets">Texts that may not be told.</param>
    public static RpcException Of(Exception fault, string act, string place, bool changes, IEnumerable<string> secrets, Func<Stored, Google.Protobuf.WellKnownTypes.Struct> outputs)
    {
        var hidden = secrets.ToList();
        if (fault is HalfMadeException half)
        {
            var (_, why) = Judge(half.InnerException, place, changes: false);
            var message = Hide($"{act}: it is there, but not as it should be: {why}", hidden);
            return WithDetail(StatusCode.Unknown, message, new ErrorResourceInitFailed
            {
                Id = half.Made.Id,
                Properties = outputs(half.Made),
                Inputs = new PropertyBag(half.Made.Inputs, []).ToStruct(),
                Reasons = { message },
            });
        }

        var (code, text) = Judge(fault, place, changes);
        return new RpcException(new global::Grpc.Core.Status(code, Hide($"{act}: {text}", hidden)));
    }

    private static (StatusCode Code, string Text) Judge(Exception? fault, string place, bool changes)
    {
        var unknown = changes ? StatusCode.Unknown : StatusCode.Unavailable;
        return fault switch
        {
            RefusedException refused => (StatusCode.FailedPrecondition, refused.Message),
            AmazonServiceException { StatusCode: > 0 } e => ((int)e.StatusCode switch
            {
                400 or 405 or 413 => StatusCode.InvalidArgument,
                401 or 403 => StatusCode.PermissionDenied,
                404 => StatusCode.NotFound,
                409 => StatusCode.AlreadyExists,
                429 => StatusCode.ResourceExhausted,
                _ => unknown,
            }, $"{e.ErrorCode}: {e.Message} (HTTP {(int)e.StatusCode} from {place}, request id {e.RequestId})"),
            AmazonServiceException e => (unknown, $"{place} did not answer: {e.Message}"),
            AmazonClientException e => (StatusCode.FailedPrecondition, $"no call could be made to {place}: {e.Message} Set accessKey and secretKey, a profile, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment."),
            HttpRequestException e => (unknown, $"{place} cannot be reached ({e.HttpRequestError}). Is it running, and is the endpoint right?"),
            OperationCanceledException => (StatusCode.Cancelled, "it was cancelled, or ran into its time limit."),
            _ => (unknown, $"the plugin failed: {fault?.GetType().Name}: {fault?.Message}"),
        };
    }

    // The longest first: one secret may lie inside another. Below four characters a replacement would say more than it hides.
    internal static string Hide(string message, IEnumerable<string> secrets) =>
        secrets.Where(s => s.Length > 3).OrderByDescending(s => s.Length).Aggregate(message, (m, s) => m.Replace(s, "[secret]", StringComparison.Ordinal));

    private static RpcException WithDetail(StatusCode code, string message, IMessage detail)
    {
        var status = new Protocol.Status { Code = (int)code, Message = message, Details = { Any.Pack(detail) } };
        return new RpcException(new global::Grpc.Core.Status(code, message), new Metadata { { "grpc-status-details-bin", status.ToByteArray() } });
    }
}
