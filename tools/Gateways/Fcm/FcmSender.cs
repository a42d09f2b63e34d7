using System.Text;
using Google.Apis.Auth.OAuth2.Responses;
using Pinpush.Contract;
using Pinpush.Gateways.Credentials;
using Pinpush.Gateways.Http2;
using Pinpush.Gateways.Senders;
using Pinpush.Gateways.Transport;
using Pinpush.Messages.Payloads;

namespace Pinpush.Gateways.Fcm;

/// <summary>Sends to FCM HTTP v1 with a service account, one request per message.</summary>
/// <remarks>Source: FCM, REST resource projects.messages.</remarks>
internal sealed class FcmSender : IPushSender
{
    private readonly FcmAccess access;
    private readonly byte[] target; // the headers that are the same for all pushes, authorization aside
    private readonly GatewayPool pool;
    private readonly SenderLimits limits;
    private readonly TimeProvider time;
    private volatile Shared? shared; // of the last push

    public FcmSender(Uri gateway, ChannelCredentials.FcmServiceAccount account, GatewayEndpoints endpoints, SenderLimits limits, TimeProvider time)
    {
        access = new FcmAccess(account, endpoints, time);
        using var block = new HeaderBlock(stackalloc byte[512]);
        block.Add(RequestTarget.Of(gateway));
        block.Add(HeaderBlock.Path, Encoding.ASCII.GetBytes($"/v1/projects/{Uri.EscapeDataString(access.ProjectId)}/messages:send"));
        block.Add(HeaderBlock.ContentType, "application/json"u8);
        target = block.Bytes.ToArray();
        pool = new GatewayPool(new Dialer(gateway, endpoints.CertificateAuthority, client: null), limits, time);
        this.limits = limits;
        this.time = time;
    }

    /// <summary>What all pushes under one access token have in common, as a header block.</summary>
    private sealed record Shared(string Authorization, byte[] Block);

    public async ValueTask<PushPlace> EnterAsync(PushLane lane, CancellationToken cancellationToken) =>
        access.Held is null && await AuthorizeAsync(cancellationToken) is { } failure ? new PushPlace(failure) : await pool.EnterAsync(lane, cancellationToken);

    public async ValueTask<PushOutcome> SendAsync(PushPlace place, Push push)
    {
        if (push.Size > GatewayLimits.FcmMessage)
        {
            place.Leave();
            return new PushOutcome.Refused(
                413, "PayloadTooLarge", null, $"Keys and values have {push.Size} bytes together, and FCM takes {GatewayLimits.FcmMessage}.");
        }

        var (header, block) = SharedBy(access.Newest);
        var answer = await place.Exchange!.Connection.SendAsync(place.Exchange, block, push.Payload); // whoever sends has a place
        if (answer.Fate != Fate.Answered)
        {
            return answer.Outcome();
        }

        if (answer.Status == 200)
        {
            access.Worked(header);
            return new PushOutcome.Accepted(answer.Text("name") ?? "");
        }

        var error = FcmError.Read(answer.Body);
        return answer.Status == 401 && !error.IsFcm && access.MayBeRenewed(header)
            ? new PushOutcome.NotProcessed(401, "UNAUTHENTICATED", null) { AtOnce = true } // it went stale: again with a new one
            : FcmErrors.Outcome(answer.Status, error, answer.Wish(time), time.GetUtcNow());
    }

    public async ValueTask DisposeAsync()
    {
        await pool.DisposeAsync();
        access.Dispose();
    }

    private Shared SharedBy(string authorization)
    {
        if (shared is { } last && ReferenceEquals(last.Authorization, authorization))
        {
            return last;
        }

        using var block = new HeaderBlock(stackalloc byte[2048]);
        block.Add(target);
        block.AddSecret(HeaderBlock.Authorization, Encoding.ASCII.GetBytes(authorization));
        return shared = new Shared(authorization, block.Bytes.ToArray());
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
