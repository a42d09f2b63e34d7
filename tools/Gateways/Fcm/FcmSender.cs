using System.Net.Http.Headers;
using Google.Apis.Auth.OAuth2.Responses;
using Pinpush.Contract;
using Pinpush.Gateways.Credentials;
using Pinpush.Gateways.Senders;
using Pinpush.Gateways.Transport;
using Pinpush.Messages.Payloads;

namespace Pinpush.Gateways.Fcm;

/// <summary>Sends to FCM HTTP v1 with a service account, one request per message.</summary>
/// <remarks>Source: FCM, REST resource projects.messages.</remarks>
internal sealed class FcmSender : IPushSender
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly FcmAccess access;
    private readonly Uri address;
    private readonly GatewayShards shards;
    private readonly SenderLimits limits;
    private readonly TimeProvider time;

    public FcmSender(Uri gateway, ChannelCredentials.FcmServiceAccount account, GatewayEndpoints endpoints, SenderLimits limits, TimeProvider time)
    {
        access = new FcmAccess(account, endpoints, time);
        address = new Uri($"{gateway.GetLeftPart(UriPartial.Authority)}/v1/projects/{Uri.EscapeDataString(access.ProjectId)}/messages:send");
        shards = new GatewayShards(limits, endpoints.CertificateAuthority, client: null, time);
        this.limits = limits;
        this.time = time;
    }

    public async ValueTask<PushPlace> EnterAsync(PushLane lane, CancellationToken cancellationToken) =>
        access.Held is null && await AuthorizeAsync(cancellationToken) is { } failure ? new PushPlace(failure) : await shards.EnterAsync(lane, cancellationToken);

    public async ValueTask<PushOutcome> SendAsync(PushPlace place, Push push)
    {
        if (push.Size > GatewayLimits.FcmMessage)
        {
            place.Leave();
            return new PushOutcome.Refused(
                413, "PayloadTooLarge", null, $"Keys and values have {push.Size} bytes together, and FCM takes {GatewayLimits.FcmMessage}.");
        }

        var header = access.Newest;
        using var body = new GatewayRequest(push.Payload);
        using var request = body.To(address);
        body.Headers.ContentType = Json;
        request.Headers.TryAddWithoutValidation("authorization", header);
        var answer = await shards.SendAsync(place, request, body);
        if (answer.Failure is { } lost)
        {
            return lost;
        }

        if (answer.Status == 200)
        {
            access.Worked(header);
            return new PushOutcome.Accepted(answer.Text("name") ?? "");
        }

        var error = FcmError.Read(answer.Body);
        return answer.Status == 401 && !error.IsFcm && access.MayBeRenewed(header)
            ? new PushOutcome.NotProcessed(401, "UNAUTHENTICATED", null) { AtOnce = true } // it went stale: again with a new one
            : FcmErrors.Outcome(answer.Status, error, answer.RetryAfter, time.GetUtcNow());
    }

    public async ValueTask DisposeAsync()
    {
        await shards.DisposeAsync();
        access.Dispose();
    }

    /// <summary>Sees to an access token. Nothing has left then.</summary>
    /// <returns>Why there is none; null when there is one.</returns>
    private async ValueTask<PushOutcome?> AuthorizeAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limits.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await access.FetchAsync(either.Token);
            return null;
        }
        catch (TokenResponseException e) when ((int?)e.StatusCode is null or >= 500 or 429)
        {
            return new PushOutcome.NotProcessed((int?)e.StatusCode ?? 0, "access token: " + e.Error?.Error, TimeSpan.FromSeconds(10));
        }
        catch (TokenResponseException e)
        {
            return new PushOutcome.Refused(401, e.Error?.Error ?? "UNAUTHENTICATED", null,
                "Google gives this service account no access token: the key may be revoked, or this machine's clock be wrong. "
                + "Set the GCM channel with a current key file.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new PushOutcome.NotProcessed(0, "access token: timeout", null);
        }
        catch (ObjectDisposedException)
        {
            return new PushOutcome.NotProcessed(0, "the sender was closed", null) { AtOnce = true }; // the channel was set anew meanwhile
        }
        catch (HttpRequestException e)
        {
            return new PushOutcome.NotProcessed(0, "access token: " + e.HttpRequestError, null);
        }
    }
}
