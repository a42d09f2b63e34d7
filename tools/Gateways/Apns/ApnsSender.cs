using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Pinpush.Contract;
using Pinpush.Gateways.Credentials;
using Pinpush.Gateways.Http2;
using Pinpush.Gateways.Senders;
using Pinpush.Gateways.Transport;
using Pinpush.Messages.Payloads;

namespace Pinpush.Gateways.Apns;

/// <summary>Sends to APNs over HTTP/2, with a token key or a client certificate.</summary>
/// <remarks>Source: Apple, Sending notification requests to APNs.</remarks>
internal sealed class ApnsSender : IPushSender
{
    private const string Devices = "/3/device/";

    /// <summary>A key that does not sign is tried again after this, and later each time.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(10);

    private readonly byte[] target; // the headers that are the same for all pushes: method, scheme, authority
    private readonly ApnsProviderToken? token;
    private readonly FrozenDictionary<string, (string Topic, int MostBytes)> types;
    private readonly GatewayPool pool;
    private readonly TimeProvider time;
    private volatile Shared? shared; // of the last push: those of one message follow each other

    public ApnsSender(Uri gateway, ChannelCredentials credentials, GatewayEndpoints endpoints, SenderLimits limits, TimeProvider time)
    {
        var certificate = credentials as ChannelCredentials.ApnsCertificate;
        var key = credentials as ChannelCredentials.ApnsToken;
        target = RequestTarget.Of(gateway);
        token = key is null ? null : ApnsProviderToken.For(key, time);
        var bundle = key?.BundleId ?? certificate?.Topic ?? throw new ArgumentException("These credentials are not for APNs.", nameof(credentials));
        types = ApnsPushType.All.ToFrozenDictionary(t => t.Word, t => (t.Topic(bundle), t.MostBytes));
        pool = new GatewayPool(new Dialer(gateway, endpoints.CertificateAuthority, certificate?.Certificate), limits, time);
        this.time = time;
    }

    /// <summary>What all pushes of a message have in common, as a header block.</summary>
    private sealed record Shared(PushHeaders Headers, string? Authorization, int MostBytes, byte[] Block);

    public string? Trouble => token?.Trouble ?? pool.Trouble;

    public ValueTask<PushPlace> EnterAsync(PushLane lane, CancellationToken cancellationToken) => pool.EnterAsync(lane, cancellationToken);

    public async ValueTask<PushOutcome> SendAsync(PushPlace place, Push push)
    {
        if (SharedBy(push.Headers) is not { } message)
        {
            place.Leave();
            return new PushOutcome.NotProcessed(0, token?.Trouble ?? "provider token", AskAgain);
        }

        if (push.Size > message.MostBytes)
        {
            place.Leave();
            return new PushOutcome.Refused(413, "PayloadTooLarge", null, $"The payload has {push.Size} bytes, and APNs takes {message.MostBytes}.");
        }

        var leftAt = time.GetTimestamp();
        var answer = await Send(place.Exchange!, push, message); // whoever sends has a place
        var outcome = Outcome(answer, push, message);
        pool.Heard(outcome, leftAt);
        return outcome;
    }

    public ValueTask DisposeAsync() => pool.DisposeAsync();

    private PushOutcome Outcome(Http2Answer answer, Push push, Shared message)
    {
        if (answer.Status == 200)
        {
            return new PushOutcome.Accepted(answer.ApnsId ?? push.Id?.ToString() ?? "");
        }

        if (answer.Fate != Fate.Answered)
        {
            return answer.Outcome();
        }

        var reason = GatewayWord.Of(answer.Text("reason"));
        return reason == "ExpiredProviderToken" && token?.Renew(message.Authorization!) == true // a token key always has a header
            ? new PushOutcome.NotProcessed(answer.Status, reason, null) { AtOnce = true }
            : ApnsReasons.Outcome(answer.Status, reason, Timestamp(answer.Body), answer.Wish(time), time.GetUtcNow());
    }

    private ValueTask<Http2Answer> Send(Http2Exchange place, Push push, Shared message)
    {
        using var block = new HeaderBlock(stackalloc byte[1024]);
        Span<byte> text = stackalloc byte[160];
        block.Add(target);
        var path = Uri.EscapeDataString(push.Token); // the same string when nothing is to be escaped
        if (Devices.Length + path.Length <= text.Length)
        {
            block.Add(HeaderBlock.Path, text[..(Encoding.ASCII.GetBytes(Devices, text) + Encoding.ASCII.GetBytes(path, text[Devices.Length..]))]);
        }
        else
        {
            block.Add(HeaderBlock.Path, Encoding.ASCII.GetBytes(Devices + path));
        }

        block.Add(message.Block);
        if (push.Headers.TimeToLive is { } live)
        {
            var until = live == TimeSpan.Zero ? 0 : (time.GetUtcNow() + live).ToUnixTimeSeconds();
            until.TryFormat(text, out var digits, default, CultureInfo.InvariantCulture);
            block.Add("apns-expiration"u8, text[..digits]);
        }

        if (push.Id is { } id)
        {
            id.TryFormat(text, out var length);
            block.Add("apns-id"u8, text[..length]);
        }

        return place.Connection.SendAsync(place, block.Bytes, push.Payload);
    }

    // Null when there is no provider token.
    private Shared? SharedBy(PushHeaders headers)
    {
        var (last, authorization) = (shared, token?.Header());
        if (token is not null && authorization is null)
        {
            return null;
        }

        if (last is not null && ReferenceEquals(last.Headers, headers) && ReferenceEquals(last.Authorization, authorization))
        {
            return last;
        }

        var (topic, mostBytes) = types.TryGetValue(headers.PushType, out var known) ? known : types["alert"];
        using var block = new HeaderBlock(stackalloc byte[1024]);
        if (authorization is not null)
        {
            block.AddSecret(HeaderBlock.Authorization, Encoding.ASCII.GetBytes(authorization));
        }

        block.Add("apns-topic"u8, Encoding.UTF8.GetBytes(topic));
        block.Add("apns-push-type"u8, Encoding.UTF8.GetBytes(headers.PushType));
        block.Add("apns-priority"u8, Encoding.ASCII.GetBytes(headers.Priority.ToString(CultureInfo.InvariantCulture)));
        if (headers.CollapseId is { } collapse)
        {
            block.Add("apns-collapse-id"u8, Encoding.UTF8.GetBytes(collapse));
        }

        return shared = new Shared(headers, authorization, mostBytes, block.Bytes.ToArray());
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
