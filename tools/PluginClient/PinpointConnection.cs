using Amazon.Runtime;
using Grpc.Core;
using Pinpush.Client;
using Pinpush.Plugin.Hosting;

namespace Pinpush.PluginClient;

/// <summary>The connection of a plugin whose resources are Pinpoint's.</summary>
internal sealed class PinpointConnection(Connection calls) : PluginConnection
{
    private Task? tried;

    public Connection Calls => calls;

    /// <inheritdoc cref="PinpointCalls.TryAsync"/>
    public Task TryAsync(CancellationToken cancellationToken) => tried ??= CallAsync(cancellationToken);

    private async Task CallAsync(CancellationToken cancellationToken)
    {
        try
        {
            await calls.Client().GetAppsAsync(new() { PageSize = "1" }, cancellationToken);
        }
        catch (AmazonServiceException e) when (e.ErrorCode == "AccessDeniedException")
        {
            // of an IAM policy
        }
    }

    public override (StatusCode Code, string Text)? Judge(Exception fault, StatusCode unknown) => fault switch
    {
        AmazonServiceException { StatusCode: > 0 } e => ((int)e.StatusCode switch
        {
            400 or 405 or 413 => StatusCode.InvalidArgument,
            401 or 403 => StatusCode.PermissionDenied,
            404 => StatusCode.NotFound,
            409 => StatusCode.AlreadyExists,
            429 => StatusCode.ResourceExhausted,
            _ => unknown,
        }, $"{e.ErrorCode}: {e.Message} (HTTP {(int)e.StatusCode} from {calls.Settings}, request id {e.RequestId})"),
        AmazonServiceException e => (unknown, $"{calls.Settings} did not answer: {e.Message}"),
        AmazonClientException e => (StatusCode.FailedPrecondition, $"no call could be made to {calls.Settings}: {e.Message} "
            + "Set accessKey and secretKey, a profile, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment."),
        HttpRequestException e => (unknown, $"{calls.Settings} cannot be reached ({e.HttpRequestError}). Is it running, and is the endpoint right?"),
        _ => null,
    };

    public override void Dispose() => calls.Dispose();
}
