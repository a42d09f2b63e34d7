using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pinpush.Plugin.Values;
using Pulumirpc;

namespace Pinpush.Plugin.Hosting;

/// <summary>From what went wrong to what the engine is told.</summary>
/// <remarks>
/// Codes matter: Unknown tells the engine that nobody knows whether the call took effect, every other one that it did not.
/// Source: github.com/pulumi/pulumi at 1b594989, pkg/engine/update.go.
/// </remarks>
internal static class PluginFaults
{
    private const string Doubt = " Whether it took effect is not known: run refresh, or up again, which takes over what is there.";

    /// <param name="act">E.g. <c>creating aws:pinpoint/app:App 'shop'</c>.</param>
    /// <param name="changes">The call changes something.</param>
    /// <param name="secrets">Texts that may not be told.</param>
    public static RpcException Of(
        Exception fault, string act, PluginConnection? connection, bool changes, IEnumerable<string> secrets, Func<Stored, Struct> outputs)
    {
        var hidden = secrets.ToList();
        if (fault is HalfMadeException half)
        {
            var (_, why) = Judge(half.InnerException, connection, changes: false);
            var message = Hide($"{act}: it is there, but not as it should be: {why}", hidden);
            return WithDetail(StatusCode.Unknown, message, new ErrorResourceInitFailed
            {
                Id = half.Made.Id,
                Properties = outputs(half.Made),
                Inputs = new PropertyBag(half.Made.Inputs, []).ToStruct(),
                Reasons = { message },
            });
        }

        var (code, text) = Judge(fault, connection, changes);
        return new RpcException(new global::Grpc.Core.Status(code, Hide($"{act}: {text}", hidden)));
    }

    private static (StatusCode Code, string Text) Judge(Exception? fault, PluginConnection? connection, bool changes)
    {
        var unknown = changes ? StatusCode.Unknown : StatusCode.Unavailable;
        return fault switch
        {
            RefusedException refused => (StatusCode.FailedPrecondition, refused.Message),
            OperationCanceledException => (changes ? StatusCode.Unknown : StatusCode.Cancelled, "it was cancelled." + (changes ? Doubt : "")),
            TimeoutException late => (changes ? StatusCode.Unknown : StatusCode.DeadlineExceeded, late.Message + (changes ? Doubt : "")),
            not null when connection?.Judge(fault, unknown) is { } judged => judged,
            _ => (unknown, $"the plugin failed: {fault?.GetType().Name}: {fault?.Message}"),
        };
    }

    // The longest first: one secret may lie inside another. Below four characters a replacement would say more than it hides.
    internal static string Hide(string message, IEnumerable<string> secrets) =>
        secrets.Where(s => s.Length > 3).OrderByDescending(s => s.Length).Aggregate(message, (m, s) => m.Replace(s, "[secret]", StringComparison.Ordinal));

    private static RpcException WithDetail(StatusCode code, string message, IMessage detail)
    {
        var status = new global::Google.Rpc.Status { Code = (int)code, Message = message, Details = { Any.Pack(detail) } };
        return new RpcException(new global::Grpc.Core.Status(code, message), new Metadata { { "grpc-status-details-bin", status.ToByteArray() } });
    }
}
