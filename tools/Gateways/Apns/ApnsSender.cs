using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Pinpush.Contract;
using Pinpush.Gateways.Credentials;
using Pinpush.Gateways.Senders;
using Pinpush.Gateways.Transport;
using Pinpush.Messages.Payloads;

namespace Pinpush.Gateways.Apns;

/// <summary>Sends to APNs over HTTP/2, with a token key or a client certificate.</summary>
/// <remarks>Source: Apple, Sending notification requests to APNs.</remarks>
internal sealed class ApnsSender : IPushSender
{
    /// <summary>The path is ours to the letter: no token may climb out of it.</summary>
    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly string devices;
    private readonly ApnsProviderToken? token;
    private readonly FrozenDictionary<string, (string Topic, int MostBytes)> types;
    private readonly GatewayShards shards;
    private readonly TimeProvider time;

    public ApnsSender(Uri gateway, ChannelCredentials credentials, GatewayEndpoints endpoints, SenderLimits limits, TimeProvider time)
    {
        var certificate = credentials as ChannelCredentials.ApnsCertificate;
        var key = credentials as ChannelCredentials.ApnsToken;
        devices = gateway.GetLeftPart(UriPartial.Authority) + "/3/device/";
        token = key is null ? null : ApnsProviderToken.For(key, time);
        var bundle = key?.BundleId ?? certificate?.Topic ?? throw new ArgumentException("These credentials are not for APNs.", nameof(credentials));
        types = ApnsPushType.All.ToFrozenDictionary(t => t.Word, t => (t.Topic(bundle), t.MostBytes));
        shards = new GatewayShards(limits, endpoints.CertificateAuthority, certificate?.Certificate, time);
        this.time = time;
    }

    public ValueTask<PushPlace> EnterAsync(PushLane lane, CancellationToken cancellationToken) => shards.EnterAsync(lane, cancellationToken);

    public async ValueTask<PushOutcome> SendAsync(PushPlace place, Push push)
    {
        var (topic, mostBytes) = types.TryGetValue(push.Headers.PushType, out var known) ? known : types["alert"];
        if (push.Size > mostBytes)
        {
            place.Leave();
            return new PushOutcome.Refused(413, "PayloadTooLarge", null, $"The payload has {push.Size} bytes, and APNs takes {mostBytes}.");
        }

        var header = token?.Header();
        using var body = new GatewayRequest(push.Payload);
        using var request = Request(push, topic, body, header);
        var answer = await shards.SendAsync(place, request, body);
        if (answer.Failure is { } failure)
        {
            return failure;
        }

        if (answer.Status == 200)
        {
            return new PushOutcome.Accepted(answer.MessageId ?? push.Id?.ToString() ?? "");
        }

        var reason = answer.Text("reason") ?? "";
        return reason == "ExpiredProviderToken" && token?.Renew(header!) == true // a token key always has a header
            ? new PushOutcome.NotProcessed(answer.Status, reason, null) { AtOnce = true }
            : ApnsReasons.Outcome(answer.Status, reason, Timestamp(answer.Body), answer.RetryAfter, time.GetUtcNow());
    }

    public ValueTask DisposeAsync() => shards.DisposeAsync();

    private HttpRequestMessage Request(Push push, string topic, GatewayRequest body, string? authorization)
    {
        var request = body.To(new Uri(devices + Uri.EscapeDataString(push.Token), Verbatim));
        var headers = request.Headers;
        if (authorization is not null)
        {
            headers.TryAddWithoutValidation("authorization", authorization);
        }

        headers.TryAddWithoutValidation("apns-topic", topic);
        headers.TryAddWithoutValidation("apns-push-type", push.Headers.PushType);
        headers.TryAddWithoutValidation(
            "apns-priority", push.Headers.Priority switch { 10 => "10", 5 => "5", var p => p.ToString(CultureInfo.InvariantCulture) });
        if (push.Headers.TimeToLive is { } live)
        {
            headers.TryAddWithoutValidation("apns-expiration", live == TimeSpan.Zero
                ? "0"
                : (time.GetUtcNow() + live).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        }

        if (push.Headers.CollapseId is { } collapse)
        {
            headers.TryAddWithoutValidation("apns-collapse-id", collapse);
        }

        if (push.Id is { } id)
        {
            headers.TryAddWithoutValidation("apns-id", id.ToString());
        }

        return request;
    }

    /// <summary><c>{"reason":"Unregistered","timestamp":1787000000000}</c>: milliseconds, with 410 only.</summary>
    private static DateTimeOffset? Timestamp(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("timestamp", out var value)
                && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var milliseconds) && milliseconds is > 0 and < 253_402_300_800_000
                ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
                : null;
        }
        catch (JsonException)
        {
            return null; // not APNs' own words
        }
    }
}
