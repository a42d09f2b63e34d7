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

    public async Task<PushOutcome> SendAsync(Push push, CancellationToken cancellationToken)
    {
        if (push.Size > GatewayLimits.FcmMessage)
        {
            return new PushOutcome.Rejected(
                413, "PayloadTooLarge", null, $"Keys and values have {push.Size} bytes together, and FCM takes {GatewayLimits.FcmMessage}.");
        }

        string? refused = null;
        while (true)
        {
            var (header, failure) = await AuthorizeAsync(refused, cancellationToken);
            if (header is null)
            {
                return failure!; // one of the two
            }

            using var body = new GatewayRequest(push.Payload);
            using var request = body.To(address);
            body.Headers.ContentType = Json;
            request.Headers.TryAddWithoutValidation("authorization", header);
            var answer = await shards.SendAsync(request, body, cancellationToken);
            if (answer.Failure is { } lost)
            {
                return lost;
            }

            if (answer.Status == 200)
            {
                return new PushOutcome.Accepted(answer.Text("name") ?? "");
            }

            var error = FcmError.Read(answer.Body);
            if (answer.Status == 401 && !error.IsFcm && refused is null)
            {
                refused = header; // the access token went stale: once more with a new one
                continue;
            }

            return FcmErrors.Outcome(answer.Status, error, answer.RetryAfter, time.GetUtcNow());
        }
    }

    public async ValueTask DisposeAsync()
    {
        await shards.DisposeAsync();
        access.Dispose();
    }

    /// <summary>The header, or why there is none. Nothing has left then.</summary>
    private async ValueTask<(string? Header, PushOutcome? Failure)> AuthorizeAsync(string? refused, CancellationToken cancellationToken)
    {
        if (refused is null && access.Held is { } ready)
        {
            return (ready, null);
        }

        using var timeout = new CancellationTokenSource(limits.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return (await access.FetchAsync(refused, either.Token), null);
        }
        catch (TokenResponseException e) when ((int?)e.StatusCode is null or >= 500 or 429)
        {
            return (null, new PushOutcome.Unsent((int?)e.StatusCode ?? 0, "access token: " + e.Error?.Error, TimeSpan.FromSeconds(10), MayHaveArrived: false));
        }
        catch (TokenResponseException e)
        {
            return (null, new PushOutcome.Rejected(401, e.Error?.Error ?? "UNAUTHENTICATED", null,
                "Google gives this service account no access token: the key may be revoked, or this machine's clock be wrong. "
                + "Set the GCM channel with a current key file."));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, new PushOutcome.Unsent(0, "access token: timeout", null, MayHaveArrived: false));
        }
        catch (ObjectDisposedException)
        {
            return (null, new PushOutcome.Unsent(0, "the sender was closed", null, MayHaveArrived: false)); // the channel was set anew meanwhile
        }
        catch (HttpRequestException e)
        {
            return (null, new PushOutcome.Unsent(0, "access token: " + e.HttpRequestError, null, MayHaveArrived: false));
        }
    }
}
