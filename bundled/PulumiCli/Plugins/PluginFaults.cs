using System.Collections.Immutable;
using Google.Protobuf;
using Grpc.Core;
using Pinpush.PulumiCli.Providers;
using Pinpush.PulumiCli.Values;
using Pulumirpc;

namespace Pinpush.PulumiCli.Plugins;

/// <summary>Reads the errors of a plugin. A rich error lies in the trailer <c>grpc-status-details-bin</c>.</summary>
internal static class PluginFaults
{
    private const string Details = "grpc-status-details-bin";

    /// <summary>The outcome that an error of create, read, update or delete stands for.</summary>
    /// <param name="package">Named when the plugin went away.</param>
    public static OperationOutcome Outcome(RpcException fault, string package) => Find(fault, ErrorResourceInitFailed.Parser) is { } partial
        ? new OperationOutcome.Partial(partial.Id, partial.Properties.FromWire(), partial.Inputs is null ? null : partial.Inputs.FromWire(),
            partial.Reasons.Count > 0 ? [.. partial.Reasons] : [fault.Status.Detail])
        : fault.StatusCode is StatusCode.Cancelled or StatusCode.DeadlineExceeded
        ? new OperationOutcome.Failed(Words(fault, package), OutcomeUnknown: true, Lost: true)
        : new OperationOutcome.Failed(Words(fault, package),
            fault.StatusCode is StatusCode.Internal or StatusCode.DataLoss or StatusCode.Unknown || IsGone(fault));

    public static string Words(RpcException fault, string package)
    {
        if (Find(fault, ConfigureErrorMissingKeys.Parser) is { } missing)
        {
            return string.Join("; ", missing.MissingKeys
                .Select(k => $"provider '{package}' needs configuration '{package}:{k.Name}' ({k.Description}): config set {package}:{k.Name} VALUE"));
        }

        return IsGone(fault)
            ? $"The plugin of provider '{package}' has gone away or does not answer: {fault.Status.Detail}" : fault.Status.Detail;
    }

    // A plugin that answers UNAVAILABLE speaks of what it works with, such as a server that is down; only without an answer is there a cause on our side.
    private static bool IsGone(RpcException fault) => fault.StatusCode == StatusCode.Unavailable && fault.Status.DebugException is not null;

    private static T? Find<T>(RpcException fault, MessageParser<T> parser)
        where T : class, IMessage<T>, new()
    {
        if (fault.Trailers.FirstOrDefault(t => t.Key == Details) is not { IsBinary: true } entry)
        {
            return null;
        }

        try
        {
            var status = Google.Rpc.Status.Parser.ParseFrom(entry.ValueBytes);
            var name = new T().Descriptor.FullName;
            return status.Details.Where(d => d.TypeUrl.EndsWith("/" + name, StringComparison.Ordinal)).Select(d => parser.ParseFrom(d.Value)).FirstOrDefault();
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
